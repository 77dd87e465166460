package io.muster.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestMeterTest {
    private static final int TEMPLATE = 30;
    private static final long MOST_BYTES = 1_000;

    @Test
    void shouldCountTheAnswersOfAReadTogether() {
        RequestMeters meters = new RequestMeters();
        meters.name(TEMPLATE, "is_member");
        RequestMeter meter = meters.meter();
        for (int i = 0; i < 5; i++) {
            meter.answered(TEMPLATE);
        }
        meter.answered(31);
        meter.failed(31, 24);
        meter.flushed(System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(3));
        meter.flushed(System.nanoTime());

        List<RequestMeters.Kind> kinds = meters.read(Reader.METRICS);
        assertEquals(
                List.of("is_member", "template_31"),
                kinds.stream().map(RequestMeters.Kind::kind).toList());
        assertEquals(5, kinds.getFirst().latency().count());
        assertTrue(kinds.getFirst().latency().p50Ns() >= 2_900_000, kinds::toString);
        assertEquals(Map.of(), kinds.getFirst().errors());
        assertEquals(Map.of(24, 1L), kinds.getLast().errors());
    }

    @Test
    void shouldGiveEachReaderAnIntervalOfItsOwn() {
        LatencyMeter meter = new LatencyMeter();
        LatencyRecorder recorder = meter.recorder();
        recorder.record(1_000_000);
        assertEquals(1, meter.read(Reader.METRICS).recent());
        recorder.record(9_000_000, 3);
        Latency status = meter.read(Reader.STATUS);
        Latency metrics = meter.read(Reader.METRICS);

        assertEquals(4, status.recent());
        assertEquals(3, metrics.recent());
        assertEquals(4, metrics.count());
        assertEquals(9e6, metrics.maxNs(), 1e5);
        assertEquals(28e6, metrics.totalNs(), 5e5);
        Latency nothing = meter.read(Reader.METRICS);
        assertEquals(0, nothing.recent());
        assertEquals(0, nothing.maxNs());
        assertEquals(4, nothing.count());
    }

    @Test
    void shouldLoseNothingWhileItIsRead() throws Exception {
        int threads = 3;
        int each = 200_000;
        LatencyMeter meter = new LatencyMeter();
        CountDownLatch done = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            LatencyRecorder recorder = meter.recorder();
            Thread.ofPlatform().daemon().start(() -> {
                for (int at = 0; at < each; at++) {
                    recorder.record(at);
                }
                done.countDown();
            });
        }
        long recent = 0;
        while (!done.await(1, TimeUnit.MILLISECONDS)) {
            recent += meter.read(Reader.METRICS).recent();
        }
        recent += meter.read(Reader.METRICS).recent();
        assertEquals((long) threads * each, recent);
    }

    @Test
    void shouldAllocateNothingForALookup() {
        RequestMeter meter = new RequestMeters().meter();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        long startNs = System.nanoTime();
        // The first rounds make the recorder and compile; who compiles may be waiting for a core.
        for (int round = 0; round < 5 || allocated >= MOST_BYTES && isWithinDeadline(startNs); round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100_000; i++) {
                meter.answered(TEMPLATE);
                meter.flushed(1);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(allocated < MOST_BYTES, "found " + allocated + " bytes for 100,000 look-ups");
    }

    private static boolean isWithinDeadline(long startNs) {
        return System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(30);
    }

    @Test
    void shouldTellEachStatusOfHttpByItsCode() {
        for (int status : new int[] {400, 401, 404, 412, 429, 451, 500, 503, 510}) {
            int code = HttpErrors.code(status);
            assertTrue(code > 0 && code < 64, "code " + code);
            assertEquals(Integer.toString(status), HttpErrors.status(code));
        }
        assertEquals("other", HttpErrors.status(HttpErrors.code(452)));
        assertEquals("other", HttpErrors.status(HttpErrors.code(599)));
    }
}
