package io.muster.server;

/** The bounds of options. */
final class Bounds {
    private Bounds() {}

    /** Throws {@link IllegalArgumentException} that names the option, what was found and what was expected. */
    static void within(String name, long found, long least, long most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(name + ": found " + found + ", expected " + least + " to " + most);
        }
    }
}
