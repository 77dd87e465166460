package io.muster.server.wire.flow;

import java.util.concurrent.atomic.LongAdder;

/** What all connections of a server hold together, and how many had to go. Any thread. */
public final class WireLoad {
    private static final int MOST_LEAVING = 64;

    private final ConnectionOptions options;
    private final Slots connections;
    private final Slots exports;
    private final Slots leaving = new Slots(MOST_LEAVING);
    private final ByteShare requests;
    private final ByteShare unread;
    private final LongAdder turnedAway = new LongAdder();
    private final LongAdder slowReaders = new LongAdder();
    private final LongAdder slowSenders = new LongAdder();

    /** Nobody is there. */
    public WireLoad(ConnectionOptions options) {
        this.options = options;
        connections = new Slots(options.maxConnections());
        exports = new Slots(options.maxExports());
        requests = new ByteShare(options.totalRequestBytes());
        unread = new ByteShare(options.totalUnreadBytes());
    }

    /** The bounds. */
    public ConnectionOptions options() {
        return options;
    }

    public Slots connections() {
        return connections;
    }

    /** Connections beyond the limit that are being told so; where these are too many too, the next is not told. */
    public Slots leaving() {
        return leaving;
    }

    public Slots exports() {
        return exports;
    }

    /** Requests that came in part or wait for their answer. */
    public ByteShare requests() {
        return requests;
    }

    /** Replies that nobody has read yet. */
    public ByteShare unread() {
        return unread;
    }

    /** Connections beyond the limit, since the start. */
    public long turnedAway() {
        return turnedAway.sum();
    }

    /** Connections cut off because they did not read, since the start. */
    public long slowReaders() {
        return slowReaders.sum();
    }

    /** Connections cut off because a frame did not come to its end, since the start. */
    public long slowSenders() {
        return slowSenders.sum();
    }

    /** A connection found no room. */
    public void countTurnedAway() {
        turnedAway.increment();
    }

    void countSlowReader() {
        slowReaders.increment();
    }

    /** A frame did not come to its end in time. */
    public void countSlowSender() {
        slowSenders.increment();
    }
}
