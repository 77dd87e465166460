package io.muster.server;

/** Where the engine's time comes from. */
public enum ClockMode {
    /** The system's clock. */
    SYSTEM,
    /** It moves by clock commands only. */
    MANUAL
}
