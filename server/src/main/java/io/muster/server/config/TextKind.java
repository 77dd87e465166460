package io.muster.server.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A text as it stands: a name, an address, a path.
 *
 * @param what it is, as {@code a directory}
 * @param maxLength in characters
 */
record TextKind(String what, int maxLength) implements ValueKind {
    @Override
    public Object value(String text, Class<?> type) throws WrongValueException {
        if (text.length() > maxLength) {
            throw new WrongValueException(text.length() + " characters", what + " of " + bounds());
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new WrongValueException("a control character", what + " without one");
        }
        if (type != Path.class) {
            return text;
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException wrong) {
            throw new WrongValueException("'" + text + "' (" + wrong.getReason() + ")", what);
        }
    }

    @Override
    public String text(Object value) {
        return value.toString();
    }

    @Override
    public String bounds() {
        return "1 to " + maxLength + " characters";
    }
}
