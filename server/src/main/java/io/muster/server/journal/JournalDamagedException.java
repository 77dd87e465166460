package io.muster.server.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A journal that can't be believed. The message names file, offset, what was found and what was expected. */
public final class JournalDamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final long offset;

    /** Damage at {@code offset} of {@code file}. */
    public JournalDamagedException(Path file, long offset, String found, String expected) {
        super("journal damaged: " + file + ", offset " + offset + ": found " + found + ", expected " + expected
                + "; to see what can be kept: muster repair " + file.getParent());
        this.file = file;
        this.offset = offset;
    }

    /** The damaged file. */
    public Path file() {
        return file;
    }

    /** Where in the file. */
    public long offset() {
        return offset;
    }
}
