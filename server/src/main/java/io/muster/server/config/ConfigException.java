package io.muster.server.config;

import java.util.List;

/**
 * Settings that can't be used. The message has a line for each that is wrong: where, what was found, what was expected.
 */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    ConfigException(List<String> problems) {
        super(String.join("\n", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** One line each, in the order in which they stand. */
    public List<String> problems() {
        return problems;
    }
}
