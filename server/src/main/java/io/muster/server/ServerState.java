package io.muster.server;

/** Where a server is in its life. */
public enum ServerState {
    /** It reads what is on the disk; whoever asks is told to come back. */
    STARTING,
    /** It takes records and answers. */
    SERVING,
    /** It answers; commands are refused, because the journal can't be written or the engine broke. */
    READ_ONLY,
    /** It finishes what it has taken in. */
    STOPPING
}
