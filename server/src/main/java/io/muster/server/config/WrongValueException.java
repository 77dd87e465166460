package io.muster.server.config;

/** A value that an option does not take; the message says what was found and what was expected. */
public final class WrongValueException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongValueException(String found, String expected) {
        super("found " + found + ", expected " + expected, null, false, false);
    }
}
