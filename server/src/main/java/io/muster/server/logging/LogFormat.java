package io.muster.server.logging;

/** How a line of the log looks. */
public enum LogFormat {
    /** Time, level, source and message, for people. */
    TEXT,
    /** A JSON object, for collectors of logs. */
    JSON
}
