package io.muster.server.hook;

/**
 * How a webhook stands. Times are milliseconds since the epoch, 0 for never.
 *
 * @param deliveredChanges that its receiver took since the start
 * @param calls that its receiver took since the start
 * @param failures calls that it did not take since the start
 * @param failuresInARow since the last that it took
 * @param failingSinceMillis the first of these
 * @param lastSuccessMillis when it last took one
 * @param lastErrorMillis when it last did not
 * @param lastError why; empty where it always did
 * @param deliveredUpTo it has all changes of sequences before this one
 * @param behindSequences how many sequences that is behind what there is; 0 where it has all
 * @param oldestWaitingMillis when the first change happened that it did not take, by the engine's time
 * @param gaps how often changes were not retained any more before it took them
 */
public record WebhookStatus(
        long deliveredChanges,
        long calls,
        long failures,
        int failuresInARow,
        long failingSinceMillis,
        long lastSuccessMillis,
        long lastErrorMillis,
        String lastError,
        long deliveredUpTo,
        long behindSequences,
        long oldestWaitingMillis,
        int gaps) {
    /** Whether the last call failed. */
    public boolean isFailing() {
        return failuresInARow > 0;
    }
}
