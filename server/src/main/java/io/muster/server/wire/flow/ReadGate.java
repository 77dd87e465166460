package io.muster.server.wire.flow;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.Channel;
import java.util.EnumSet;
import java.util.Set;

/** Whether the requests of a connection are read: as long as nobody has a reason why not. Belongs to the I/O thread. */
public final class ReadGate {
    /** After BUSY: who goes on sending what can't be taken would keep the machine busy with being refused. */
    static final int BUSY_PAUSE_MS = 20;

    /** Why nothing is read. */
    public enum Reason {
        /** Its replies of this read are not taken yet. */
        REPLIES_WAIT,
        /** Too much of what was written is unread. */
        UNREAD,
        /** It was told BUSY a moment ago. */
        TOLD_BUSY
    }

    private final Channel channel;
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);

    /** Open. */
    public ReadGate(Channel channel) {
        this.channel = channel;
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

    /** Stops reading for a moment. */
    public void pauseAfterBusy() {
        if (!reasons.contains(Reason.TOLD_BUSY)) {
            close(Reason.TOLD_BUSY);
            channel.eventLoop().schedule(() -> open(Reason.TOLD_BUSY), BUSY_PAUSE_MS, MILLISECONDS);
        }
    }

    /** Whether requests are read. */
    public boolean isOpen() {
        return reasons.isEmpty();
    }
}
