package io.muster.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.record.CommandKind;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PipelineMeterTest {
    private static final long MILLI_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final PipelineMeter meter = new PipelineMeter();

    @Test
    void shouldSayWhichWorkHadMostOfAProcessorUntilSomebodyAsks() {
        Supplier<String> question = () -> "";
        assertNull(meter.longestSlice());
        long endedNs = System.nanoTime();
        meter.applied(CommandKind.ORDER_PLACED, endedNs - MILLI_NS / 2, endedNs);
        assertNull(meter.longestSlice());

        burn(5 * MILLI_NS);
        long laterNs = System.nanoTime() + 2 * MILLI_NS;
        meter.applied(CommandKind.CUSTOMER_DELETED, laterNs - 5 * MILLI_NS, laterNs);
        // By the clock it took longer, but it had no processor meanwhile.
        meter.asked(question.getClass(), laterNs, laterNs + 500 * MILLI_NS);
        LongestSlice longest = meter.longestSlice();
        assertEquals("customer_deleted", longest.work());
        assertEquals(5 * MILLI_NS, longest.tookNs());
        assertTrue(longest.processorNs() > 0 && longest.processorNs() <= 5 * MILLI_NS, longest::toString);

        assertNull(meter.longestSlice());
        meter.asked(question.getClass(), laterNs, laterNs + 900 * MILLI_NS);
        assertEquals("PipelineMeterTest", meter.longestSlice().work());
    }

    private static void burn(long durationNs) {
        long beganNs = System.nanoTime();
        while (System.nanoTime() - beganNs < durationNs) {
            Thread.onSpinWait();
        }
    }
}
