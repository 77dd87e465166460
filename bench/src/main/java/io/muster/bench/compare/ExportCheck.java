package io.muster.bench.compare;

import io.muster.bench.compare.wire.ExportReader;
import io.muster.bench.compare.wire.RawConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.roaringbitmap.RoaringBitmap;

/** Reads an export back with RoaringBitmap: an export that nobody can read would be fast for nothing. */
final class ExportCheck {
    private ExportCheck() {}

    /**
     * Returns how many members the export of segment 0 has. Throws IllegalStateException where they are not as many as
     * the shop says.
     */
    static long members(Muster muster, Shop shop) throws IOException {
        byte[] bytes;
        try (RawConnection connection = muster.blocking()) {
            bytes = ExportReader.read(connection, muster.requests().export(muster.segmentId()));
        }
        RoaringBitmap bitmap = new RoaringBitmap();
        bitmap.deserialize(ByteBuffer.wrap(bytes));
        long expected = shop.members(0, 0);
        if (bitmap.getLongCardinality() != expected) {
            throw new IllegalStateException(
                    "export: found " + bitmap.getLongCardinality() + " members, expected " + expected);
        }
        return expected;
    }
}
