package io.muster.server.wire.flow;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.netty.channel.Channel;
import java.util.EnumSet;
import java.util.Set;

/** Whether the requests of a connection are read: as long as nobody has a reason why not. Belongs to the I/O thread. */
public final class ReadGate {
    /** Why nothing is read. */
    public enum Reason {
        /** Its replies of this read are not taken yet. */
        REPLIES_WAIT,
        /** Too much of what was written is unread. */
        UNREAD,
        /** It was told BUSY, and refusing is to take no more than its share of time. */
        TOLD_BUSY
    }

    private final Channel channel;
    private final RefusalBudget budget;
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    private long unpaidNs;
    private boolean refused;
    private boolean passingOver;

    /**
     * Open.
     *
     * @param budget of all I/O threads
     */
    public ReadGate(Channel channel, RefusalBudget budget) {
        this.channel = channel;
        this.budget = budget;
    }

    /** Stops reading. */
    public void close(Reason reason) {
        if (reasons.add(reason)) {
            channel.config().setAutoRead(false);
        }
    }

    /** Reads on, unless there is another reason. */
    public void open(Reason reason) {
        if (reasons.remove(reason) && reasons.isEmpty()) {
            channel.config().setAutoRead(true);
        }
    }

    /** A request of this read is answered BUSY. */
    public void toldBusy() {
        refused = true;
    }

    /** A request was answered BUSY at its beginning: the rest comes in vain and costs time too. */
    public void passesOver() {
        passingOver = true;
    }

    /**
     * A read has come to its end. Where something was answered BUSY, the next comes a little later, as the budget says;
     * what was read before of the same frame counts too.
     *
     * @param sinceNs when it began, by {@link System#nanoTime}; 0 if nothing was read
     * @param withinFrame whether the rest of a frame is still to come
     */
    public void readEnds(long sinceNs, boolean withinFrame) {
        readEnds(sinceNs, withinFrame || refused || passingOver ? System.nanoTime() : 0, withinFrame);
    }

    /** The same at {@code nowNs}, which is looked at only where something is charged. */
    void readEnds(long sinceNs, long nowNs, boolean withinFrame) {
        boolean refusedNow = refused || passingOver && !withinFrame;
        if (!refusedNow && !withinFrame) {
            unpaidNs = 0;
            return;
        }
        unpaidNs += sinceNs == 0 ? 0 : RefusalBudget.FETCH_NS + nowNs - sinceNs;
        if (refusedNow) {
            pause(budget.pauseNs(nowNs, unpaidNs));
            refused = false;
            passingOver &= withinFrame;
            unpaidNs = 0;
        }
    }

    private void pause(long pauseNs) {
        if (!reasons.contains(Reason.TOLD_BUSY)) {
            close(Reason.TOLD_BUSY);
            channel.eventLoop().schedule(() -> open(Reason.TOLD_BUSY), pauseNs, NANOSECONDS);
        }
    }

    /** Whether requests are read. */
    public boolean isOpen() {
        return reasons.isEmpty();
    }
}
