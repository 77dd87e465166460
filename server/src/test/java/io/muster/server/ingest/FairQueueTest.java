package io.muster.server.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.pipeline.Durability;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private static final int SMALL = 100;
    private static final int LARGE = 4 * Turns.QUANTUM_BYTES;

    private final FairQueue queue = new FairQueue(1_000, 100L << 20);

    @Test
    void shouldLetASingleBatchOvertakeAFlood() {
        for (int i = 0; i < 100; i++) {
            assertTrue(offer("flood", 1, LARGE));
        }
        poll(queue);
        assertTrue(offer("single", 1, SMALL));
        int before = 0;
        while (poll(queue).lengthBytes() != SMALL) {
            before++;
        }
        assertTrue(before <= 1, before + " batches of the flood went before the single one");
    }

    @Test
    void shouldGiveConnectionsTheSameShareOfBytes() {
        for (int i = 0; i < 40; i++) {
            offer("long", 1, LARGE);
        }
        for (int i = 0; i < 160; i++) {
            offer("short", 1, LARGE / 4);
        }
        assertShares(takeBytes(20 * LARGE), LARGE, LARGE / 4);
    }

    @Test
    void shouldGiveWorkspacesTheSameShareHoweverManyAppendToThem() {
        for (int i = 0; i < 30; i++) {
            for (int source = 0; source < 9; source++) {
                offer("crowd " + source, 1, LARGE / 4);
            }
            offer("alone", 2, LARGE);
        }
        assertShares(takeBytes(20 * LARGE), LARGE, LARGE / 4);
    }

    @Test
    void shouldKeepTheOrderOfOneConnection() {
        long seed = System.nanoTime();
        System.out.println("FairQueueTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Map<AppendRequest, String> lines = new IdentityHashMap<>();
        Map<String, List<AppendRequest>> offered = new HashMap<>();
        Map<String, List<AppendRequest>> polled = new HashMap<>();
        int waiting = 0;
        for (int i = 0; i < 20_000 || waiting > 0; i++) {
            if (i < 20_000 && random.nextInt(waiting + 50) < 25) {
                int workspaceId = random.nextInt(3);
                AppendRequest request = request(workspaceId, 1 + random.nextInt(LARGE));
                String source = "s" + random.nextInt(4);
                boolean hasRoom = queue.hasRoom(source, workspaceId, request.lengthBytes());
                boolean taken = queue.offer(source, request);
                assertEquals(hasRoom, taken);
                if (taken) {
                    lines.put(request, source + workspaceId);
                    offered.computeIfAbsent(source + workspaceId, any -> new ArrayList<>())
                            .add(request);
                    waiting++;
                }
            } else if (waiting > 0) {
                AppendRequest request = poll(queue);
                polled.computeIfAbsent(lines.get(request), any -> new ArrayList<>())
                        .add(request);
                waiting--;
            }
            assertEquals(waiting, queue.batches());
        }
        assertNull(queue.poll(Integer.MAX_VALUE));
        assertEquals(0, queue.bytes());
        assertEquals(offered, polled);
    }

    @Test
    void shouldLeaveRoomForWhoComesNext() {
        FairQueue small = new FairQueue(100, 1L << 30);
        int flooded = 0;
        while (small.offer("flood", request(1, 10))) {
            flooded++;
        }
        assertEquals(34, flooded);
        assertTrue(small.offer("single", request(1, 10)), "another connection of the workspace has a share of its own");
        assertTrue(small.offer("flood", request(2, 10)), "so has another workspace");
        assertTrue(small.offer("single", request(3, 10)));
    }

    @Test
    void shouldLeaveRoomInAWorkspaceHoweverManyFloodIt() {
        FairQueue small = new FairQueue(1 << 20, 30_000_000);
        for (int connections = 1; connections <= 6; connections++) {
            String flood = "flood " + connections;
            assertTrue(small.offer(flood, request(1, 10)), flood);
            while (small.offer(flood, request(1, 1_000))) {
                assertTrue(small.bytes() <= 15_001_000, "one workspace holds more than half");
            }
        }
    }

    @Test
    void shouldLetASingleBatchBetweenThePiecesOfALongOne() {
        int pieceBytes = 1_000;
        byte[] lines = "0123456789\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        assertTrue(queue.offer("flood", new AppendRequest(1, Durability.DISK, false, lines, outcome -> {})));
        Piece first = queue.poll(pieceBytes);
        assertTrue(first.isFirst() && first.lengthBytes() <= pieceBytes, first::toString);
        assertTrue(offer("single", 1, SMALL));
        int before = 0;
        while (queue.poll(pieceBytes).request().lengthBytes() != SMALL) {
            before += pieceBytes;
        }
        assertTrue(before <= Turns.QUANTUM_BYTES, before + " bytes of the flood went before the single one");
        assertEquals(1, queue.batches());
    }

    @Test
    void shouldNeverHoldMoreThanItMay() {
        FairQueue small = new FairQueue(16, 1_000);
        for (int i = 0; i < 1_000; i++) {
            small.offer("s" + i, request(i, 1 + i % 400));
            assertTrue(small.batches() <= 16 && small.bytes() <= 1_000);
        }
        assertFalse(small.offer("late", request(1, 1_001)));
    }

    private static AppendRequest poll(FairQueue from) {
        return from.poll(Integer.MAX_VALUE).request();
    }

    private Map<Integer, Integer> takeBytes(int bytes) {
        Map<Integer, Integer> byLength = new HashMap<>();
        for (int taken = 0; taken < bytes; ) {
            int length = poll(queue).lengthBytes();
            byLength.merge(length, length, Integer::sum);
            taken += length;
        }
        return byLength;
    }

    private static void assertShares(Map<Integer, Integer> byLength, int one, int other) {
        double share = (double) byLength.getOrDefault(one, 0) / byLength.getOrDefault(other, 1);
        assertTrue(share > 0.8 && share < 1.25, byLength::toString);
    }

    private boolean offer(String source, int workspaceId, int length) {
        boolean hasRoom = queue.hasRoom(source, workspaceId, length);
        boolean taken = queue.offer(source, request(workspaceId, length));
        assertEquals(hasRoom, taken);
        return taken;
    }

    private static AppendRequest request(int workspaceId, int length) {
        return new AppendRequest(workspaceId, Durability.DISK, false, new byte[length], outcome -> {});
    }
}
