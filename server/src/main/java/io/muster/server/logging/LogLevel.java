package io.muster.server.logging;

/** From which weight on an event is logged. */
public enum LogLevel {
    /** Something is lost or broken: somebody has to come. */
    ERROR,
    /** Something is not as it should be: somebody should look. */
    WARN,
    /** What a server does in its life: starts, opens, stops. */
    INFO,
    /** What it does with each connection. */
    DEBUG
}
