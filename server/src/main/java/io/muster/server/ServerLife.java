package io.muster.server;

import java.util.function.Supplier;

/**
 * What a server says of itself while it starts, serves and stops.
 *
 * <p>Assumes: one thread moves it on. Guarantees: any thread reads the state it was moved to last, without waiting.
 */
public final class ServerLife {
    private static final Supplier<String> NO_FAILURE = () -> null;

    private volatile ServerState state = ServerState.STARTING;
    private volatile String progress = "opening the data directory";
    private volatile Supplier<String> failure = NO_FAILURE;

    ServerLife() {}

    /** Where it is now. */
    public ServerState state() {
        ServerState current = state;
        return current == ServerState.SERVING && failure.get() != null ? ServerState.READ_ONLY : current;
    }

    /** What is done while it starts, why it is read-only; empty while there is nothing to say. */
    public String detail() {
        return switch (state()) {
            case STARTING -> progress;
            case READ_ONLY -> String.valueOf(failure.get());
            case STOPPING -> "finishing what was taken in";
            case SERVING -> "";
        };
    }

    void progress(String newProgress) {
        progress = newProgress;
    }

    /** From here on it serves, and is read-only once {@code newFailure} gives a reason. */
    void serving(Supplier<String> newFailure) {
        failure = newFailure;
        state = ServerState.SERVING;
    }

    boolean isStopping() {
        return state == ServerState.STOPPING;
    }

    void stopping() {
        state = ServerState.STOPPING;
    }
}
