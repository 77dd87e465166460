package io.muster.server.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.muster.protocol.FrameDescriptor;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/** Spoils frames in the ways that a decoder must bear. What it makes is a frame by its length, and nothing else. */
final class HostileFrames {
    private static final long[] COUNTS = {
        0, 1, 2, -1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 1 << 20, 1 << 24, 1 << 30, 0x7FFF_FFFFL, 1L << 31
    };

    private final SplittableRandom random;

    HostileFrames(SplittableRandom random) {
        this.random = random;
    }

    /** The frame cut after so many bytes, with a length that says so. */
    static byte[] cut(byte[] frame, int length) {
        byte[] cut = Arrays.copyOf(frame, length);
        new UnsafeBuffer(cut).putInt(0, length - FrameDescriptor.LENGTH_SIZE, LITTLE_ENDIAN);
        return cut;
    }

    /** The frame, spoilt in one to three places. */
    byte[] spoil(SchemaMessage.Made made) {
        byte[] frame = made.frame().clone();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            frame = spoilOnce(frame, made);
        }
        return frame;
    }

    private byte[] spoilOnce(byte[] frame, SchemaMessage.Made made) {
        UnsafeBuffer view = new UnsafeBuffer(frame);
        long count = COUNTS[random.nextInt(COUNTS.length)];
        switch (random.nextInt(6)) {
            case 0 -> view.putShort(FrameDescriptor.BLOCK_LENGTH_OFFSET, (short) count, LITTLE_ENDIAN);
            case 1 -> view.putShort(FrameDescriptor.SCHEMA_VERSION_OFFSET, (short) count, LITTLE_ENDIAN);
            case 2 -> putCount(view, made, count);
            case 3 -> {
                if (frame.length > FrameDescriptor.BODY_OFFSET) {
                    int at = FrameDescriptor.BODY_OFFSET + random.nextInt(frame.length - FrameDescriptor.BODY_OFFSET);
                    frame[at] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 4 -> {
                byte[] longer = Arrays.copyOf(frame, frame.length + random.nextInt(40));
                return cut(longer, longer.length);
            }
            default -> {
                return cut(
                        frame,
                        FrameDescriptor.BODY_OFFSET + random.nextInt(1 + frame.length - FrameDescriptor.BODY_OFFSET));
            }
        }
        return frame;
    }

    private void putCount(UnsafeBuffer view, SchemaMessage.Made made, long count) {
        if (made.counts().isEmpty()) {
            return;
        }
        SchemaMessage.Count at = made.counts().get(random.nextInt(made.counts().size()));
        if (at.offset() + at.lengthBytes() > view.capacity()) {
            return;
        }
        if (at.lengthBytes() == Short.BYTES) {
            view.putShort(at.offset(), (short) count, LITTLE_ENDIAN);
        } else {
            view.putInt(at.offset(), (int) count, LITTLE_ENDIAN);
        }
    }
}
