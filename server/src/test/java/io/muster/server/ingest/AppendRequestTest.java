package io.muster.server.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.pipeline.Durability;
import io.muster.server.records.RecordLimits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AppendRequestTest {
    @Test
    void shouldGiveAllBytesInPiecesOfWholeLines() {
        long seed = System.nanoTime();
        System.out.println("AppendRequestTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(2_000)];
            int oneIn = 1 + random.nextInt(300);
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) (random.nextInt(oneIn) == 0 ? '\n' : 'x');
            }
            assertPieces(bytes, random);
        }
    }

    @Test
    void shouldTakeAnEmptyBatchForOnePiece() {
        AppendRequest request = request(new byte[0]);
        assertEquals(0, request.nextBytes(10));
        Piece piece = request.take();
        assertTrue(piece.isFirst() && piece.isLast() && request.isTaken());
    }

    @Test
    void shouldNotLookForTheEndOfALineThatIsTooLongAnyway() {
        byte[] bytes = new byte[3 * RecordLimits.LINE_LENGTH_BYTES];
        bytes[RecordLimits.LINE_LENGTH_BYTES] = '\n';
        AppendRequest request = request(bytes);
        assertEquals(RecordLimits.LINE_LENGTH_BYTES + 1, request.nextBytes(1_000));
        request.take();
        bytes[bytes.length - 10] = '\n';
        assertEquals(bytes.length - RecordLimits.LINE_LENGTH_BYTES - 1, request.nextBytes(1_000));
    }

    private static void assertPieces(byte[] bytes, SplittableRandom random) {
        AppendRequest request = request(bytes);
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        do {
            int most = 1 + random.nextInt(400);
            int length = request.nextBytes(most);
            Piece piece = request.take();
            assertEquals(together.size(), piece.offset());
            assertEquals(length, piece.lengthBytes());
            assertEquals(together.size() == 0, piece.isFirst());
            together.write(bytes, piece.offset(), length);
            assertEquals(request.isTaken(), piece.isLast());
            assertTrue(piece.isLast() || bytes[together.size() - 1] == '\n', "a line is cut");
            assertTrue(length <= most || !holdsLineEnd(bytes, piece.offset(), most), "longer than it need be");
        } while (!request.isTaken());
        assertArrayEquals(bytes, together.toByteArray());
    }

    private static boolean holdsLineEnd(byte[] bytes, int offset, int length) {
        byte[] part = Arrays.copyOfRange(bytes, offset, offset + length);
        return new String(part, StandardCharsets.US_ASCII).indexOf('\n') >= 0;
    }

    private static AppendRequest request(byte[] bytes) {
        return new AppendRequest(1, Durability.DISK, false, bytes, outcome -> {});
    }
}
