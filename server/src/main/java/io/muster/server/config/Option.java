package io.muster.server.config;

import java.lang.reflect.RecordComponent;
import java.util.Locale;

/**
 * One thing that users set.
 *
 * @param name in {@code muster.conf}; as flag with two dashes before it, as variable {@link #environmentName}
 * @param component of the area's record that takes the value
 * @param kind how it is written, and its bounds
 * @param label for the value in {@code --help}, as {@code DIR}
 * @param meaning a sentence for {@code --help}, without its default
 * @param hasDefault whether the default is a value that could as well be set
 */
public record Option(
        String name, RecordComponent component, ValueKind kind, String label, String meaning, boolean hasDefault) {
    /** What environment variables of options begin with. */
    public static final String ENVIRONMENT_PREFIX = "MUSTER_";

    static final String NONE = "none";

    public String flag() {
        return "--" + name;
    }

    public String environmentName() {
        return ENVIRONMENT_PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    Object read(String text) throws WrongValueException {
        return kind.value(text, component.getType());
    }
}
