package io.muster.server.wire.flow;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadGateTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ReadGate gate = new ReadGate(channel, new RefusalBudget());

    /** Stands still: what the machine does meanwhile is not charged. */
    private final long nowNs = System.nanoTime();

    ReadGateTest() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldReadOnSoonAfterARefusalThatTookLittle() {
        gate.toldBusy();
        assertTrue(channel.config().isAutoRead(), "what came with it is answered too");
        readEnds(1, false);
        assertPausedFor(1);
        assertReadsAfter(900);
    }

    @Test
    void shouldNotReadUntilWhatRefusingTookIsPaidFor() {
        gate.toldBusy();
        readEnds(50, false);
        assertPausedFor(790);
        assertReadsAfter(60_000);
    }

    @Test
    void shouldChargeAllReadsOfAFrameThatIsRefusedAtItsEnd() {
        readEnds(20, true);
        readEnds(20, true);
        assertTrue(channel.config().isAutoRead(), "nobody knows yet whether it is refused");
        gate.toldBusy();
        readEnds(10, false);
        assertPausedFor(790);
        assertReadsAfter(60_000);
    }

    @Test
    void shouldForgetTheReadsOfAFrameThatWasTaken() {
        readEnds(1_000, true);
        readEnds(1_000, false);
        gate.toldBusy();
        readEnds(1, false);
        assertReadsAfter(900);
    }

    @Test
    void shouldChargeTheRestOfAFrameThatWasRefusedAtItsBeginning() {
        gate.passesOver();
        gate.toldBusy();
        readEnds(1, true);
        assertReadsAfter(900);
        readEnds(30, true);
        readEnds(20, false);
        assertPausedFor(790);
        assertReadsAfter(60_000);
        readEnds(20, true);
        readEnds(20, false);
        assertTrue(channel.config().isAutoRead(), "the next one was taken");
    }

    @Test
    void shouldStayClosedForAnyOtherReason() {
        gate.close(ReadGate.Reason.UNREAD);
        gate.toldBusy();
        readEnds(10, false);
        assertPausedFor(59_000);
        gate.open(ReadGate.Reason.UNREAD);
        assertTrue(channel.config().isAutoRead());
    }

    private void readEnds(long tookMs, boolean withinFrame) {
        gate.readEnds(nowNs - MILLISECONDS.toNanos(tookMs), nowNs, withinFrame);
    }

    private void assertPausedFor(long millis) {
        assertFalse(channel.config().isAutoRead());
        pass(millis);
        assertFalse(channel.config().isAutoRead());
    }

    private void assertReadsAfter(long millis) {
        pass(millis);
        assertTrue(channel.config().isAutoRead());
    }

    private void pass(long millis) {
        channel.advanceTimeBy(millis, MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}
