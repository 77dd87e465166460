package io.muster.server.wire.flow;

import io.muster.protocol.FrameSplitter;

/** What the requests of one connection hold. Belongs to its I/O thread. */
public final class RequestRoom implements FrameSplitter.Room {
    private final ByteShare shared;
    private final long maxBytes;
    private long heldBytes;

    /** Nothing is held yet. */
    public RequestRoom(WireLoad load) {
        shared = load.requests();
        maxBytes = load.options().maxRequestBytes();
    }

    @Override
    public boolean take(int bytes) {
        boolean taken = heldBytes + bytes <= maxBytes && shared.take(heldBytes, bytes);
        heldBytes += taken ? bytes : 0;
        return taken;
    }

    @Override
    public void give(int bytes) {
        heldBytes -= bytes;
        shared.count(-bytes);
    }

    /** How much is held. */
    public long heldBytes() {
        return heldBytes;
    }
}
