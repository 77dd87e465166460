package io.muster.server.hook;

/** What became of a webhook's calls. Written by one thread, read by any. */
final class LaneHealth {
    private volatile State state = new State(0, 0, 0, 0, 0, 0, 0, "", 0, 0);

    private record State(
            long changes,
            long calls,
            long failures,
            int inARow,
            long failingSinceMillis,
            long lastSuccessMillis,
            long lastErrorMillis,
            String lastError,
            long oldestWaitingMillis,
            int gaps) {}

    void delivered(int changes, long nowMillis) {
        State was = state;
        state = new State(
                was.changes + changes,
                was.calls + 1,
                was.failures,
                0,
                0,
                nowMillis,
                was.lastErrorMillis,
                was.lastError,
                0,
                was.gaps);
    }

    void failed(String error, long oldestWaitingMillis, long nowMillis) {
        State was = state;
        state = new State(
                was.changes,
                was.calls,
                was.failures + 1,
                was.inARow + 1,
                was.inARow == 0 ? nowMillis : was.failingSinceMillis,
                was.lastSuccessMillis,
                nowMillis,
                error,
                oldestWaitingMillis,
                was.gaps);
    }

    void missed() {
        State was = state;
        state = new State(
                was.changes,
                was.calls,
                was.failures,
                was.inARow,
                was.failingSinceMillis,
                was.lastSuccessMillis,
                was.lastErrorMillis,
                was.lastError,
                was.oldestWaitingMillis,
                was.gaps + 1);
    }

    /** When a call failed last; 0 for never. */
    long lastErrorMillis() {
        return state.lastErrorMillis;
    }

    /** Failures since the last success. */
    int failuresInARow() {
        return state.inARow;
    }

    WebhookStatus status(long deliveredUpTo, long behindSequences) {
        State now = state;
        return new WebhookStatus(
                now.changes,
                now.calls,
                now.failures,
                now.inARow,
                now.failingSinceMillis,
                now.lastSuccessMillis,
                now.lastErrorMillis,
                now.lastError,
                deliveredUpTo,
                behindSequences,
                now.oldestWaitingMillis,
                now.gaps);
    }
}
