package io.muster.protocol.client;

import io.muster.protocol.codec.DurabilityType;

/** When an append is acknowledged. */
public enum Durability {
    /** When it is on disk: survives power loss. */
    DISK(DurabilityType.DISK),
    /** When it is written; on disk within the server's interval. */
    INTERVAL(DurabilityType.INTERVAL),
    /** When it is applied: nothing is promised. */
    MEMORY(DurabilityType.MEMORY);

    private final DurabilityType type;

    Durability(DurabilityType type) {
        this.type = type;
    }

    DurabilityType type() {
        return type;
    }
}
