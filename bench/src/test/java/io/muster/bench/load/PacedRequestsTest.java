package io.muster.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PacedRequestsTest {
    private static final int STALL_MILLIS = 400;
    private static final double PER_SECOND = 500;

    /** Early: a thread that starts late has the less of its time left. */
    private static final int STALLS_AT = 100;

    private static final int MOST_RUNS = 20;

    /** Answers each byte with a byte, but one of them late. */
    private static void answer(ServerSocket listening, int stallsAt) {
        try (Socket socket = listening.accept()) {
            socket.setTcpNoDelay(true);
            for (int asked = 1; socket.getInputStream().read() >= 0; asked++) {
                if (asked == stallsAt) {
                    long untilNs = System.nanoTime() + STALL_MILLIS * 1_000_000L;
                    while (System.nanoTime() - untilNs < 0) {
                        LockSupport.parkNanos(1_000_000);
                    }
                }
                socket.getOutputStream().write(1);
            }
        } catch (IOException closed) {
            // The client has gone.
            return;
        }
    }

    @Test
    void shouldCountTheWaitOfAllThatWereDueWhileTheServerStalled() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = Thread.ofPlatform().daemon().start(() -> answer(listening, STALLS_AT));
            LoadResult result;
            try (Socket socket = new Socket(listening.getInetAddress(), listening.getLocalPort())) {
                socket.setTcpNoDelay(true);
                Request request = () -> {
                    socket.getOutputStream().write(1);
                    socket.getInputStream().read();
                };
                result = OpenLoop.run(List.of(request), PER_SECOND, 0, 1.5);
            }
            server.join();

            long dueInTheStall = Math.round(PER_SECOND * STALL_MILLIS / 1e3);
            long late = slowerThan(result.fromDue(), STALL_MILLIS / 4);
            assertTrue(late >= dueInTheStall / 2, () -> "late from due: " + late + " of " + dueInTheStall);
            assertTrue(
                    slowerThan(result.fromSent(), STALL_MILLIS - 50) >= 1, "the stall itself is in the other one too");
            assertTrue(
                    slowerThan(result.fromSent(), STALL_MILLIS / 4) < late / 2,
                    "counted from when they were sent, those behind it look fast");
            assertTrue(result.fromDue().getMaxValue() >= (STALL_MILLIS - 50) * 1_000_000L);
        }
    }

    @Test
    void shouldCountNothingOfTheWarmUp() throws Exception {
        assertMostOf(303, List.of(() -> {}), 0);
        assertMostOf(306, List.of(() -> {}, () -> {}), 0.3);
    }

    /** Never more, and once nearly as many: a thread that starts late misses some at the beginning. */
    private static void assertMostOf(long most, List<Request> connections, double warmUpSeconds) throws Exception {
        long found = 0;
        for (int run = 0; run < MOST_RUNS && found <= 250; run++) {
            LoadResult result = OpenLoop.run(connections, 1_000, warmUpSeconds, 0.3);
            found = result.fromDue().getTotalCount();
            assertTrue(found <= most, "found " + found);
            assertEquals(0, result.failed());
        }
        assertTrue(found > 250, "found " + found);
    }

    @Test
    void shouldTellWhatFailedAndNotTimeIt() throws Exception {
        Request request = () -> {
            throw new IOException("no such segment");
        };
        long failed = 0;
        for (int run = 0; run < MOST_RUNS && failed <= 90; run++) {
            LoadResult result = OpenLoop.run(List.of(request), 1_000, 0, 0.1);
            assertEquals(0, result.fromDue().getTotalCount());
            failed = result.failed();
            assertTrue(failed == 0 || result.firstFailureOrNull().contains("no such segment"));
        }
        assertTrue(failed > 90, "found " + failed);
    }

    private static long slowerThan(Histogram histogram, int millis) {
        return histogram.getCountBetweenValues(millis * 1_000_000L, histogram.getHighestTrackableValue());
    }
}
