package io.muster.server.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;

/** CRC-32C. One thread at a time. */
final class Checksum {
    private final CRC32C crc = new CRC32C();

    static int of(ByteBuffer source, int offset, int length) {
        Checksum checksum = new Checksum();
        checksum.update(source, offset, length);
        return checksum.value();
    }

    static int of(DirectBuffer source, int offset, int length) {
        Checksum checksum = new Checksum();
        checksum.update(source, offset, length);
        return checksum.value();
    }

    void update(ByteBuffer source, int offset, int length) {
        if (source.hasArray()) {
            crc.update(source.array(), source.arrayOffset() + offset, length);
        } else {
            crc.update(source.duplicate().limit(offset + length).position(offset));
        }
    }

    void update(DirectBuffer source, int offset, int length) {
        if (source.byteArray() != null) {
            crc.update(source.byteArray(), source.wrapAdjustment() + offset, length);
        } else {
            int start = source.wrapAdjustment() + offset;
            crc.update(source.byteBuffer().duplicate().limit(start + length).position(start));
        }
    }

    int value() {
        return (int) crc.getValue();
    }
}
