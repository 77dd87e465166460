package io.muster.server.pipeline;

/** When a batch that is applied is acknowledged. */
public enum Durability {
    /** When it is on the disk: it is there after the process or the power is gone. */
    DISK,
    /** At once; on the disk {@link CommitOptions#intervalMillis()} later, or with any batch that waits for the disk. */
    INTERVAL,
    /** At once; on the disk some time. */
    MEMORY
}
