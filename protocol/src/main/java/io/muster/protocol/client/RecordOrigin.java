package io.muster.protocol.client;

/** Where records come from. */
public enum RecordOrigin {
    /** They happen now. */
    LIVE(io.muster.protocol.codec.RecordOrigin.LIVE),
    /** They are history that is loaded: the changes they cause say so. */
    IMPORT(io.muster.protocol.codec.RecordOrigin.IMPORT);

    private final io.muster.protocol.codec.RecordOrigin type;

    RecordOrigin(io.muster.protocol.codec.RecordOrigin type) {
        this.type = type;
    }

    io.muster.protocol.codec.RecordOrigin type() {
        return type;
    }
}
