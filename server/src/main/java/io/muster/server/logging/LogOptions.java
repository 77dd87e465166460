package io.muster.server.logging;

import java.util.Objects;

/**
 * How the log is written.
 *
 * @param format of a line
 * @param level from which on events are logged
 */
public record LogOptions(LogFormat format, LogLevel level) {
    /** Checks that both are given. */
    public LogOptions {
        Objects.requireNonNull(format, "format: found none, expected text or json");
        Objects.requireNonNull(level, "level: found none, expected error, warn, info or debug");
    }

    /** Text, from INFO on. */
    public static LogOptions defaults() {
        return new LogOptions(LogFormat.TEXT, LogLevel.INFO);
    }
}
