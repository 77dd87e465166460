package io.muster.server.snapshot;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A snapshot or manifest that can't be used. The message names file, offset, what was found, what was expected, and the
 * command that helps.
 */
public final class StoredStateException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the file. */
    public enum Kind {
        /** It is not as it was written. */
        DAMAGED(
                "damaged",
                "muster verify DIR says what else is; muster restore BACKUP DIR makes a directory of a backup"),
        /** It is named by another file, and is not there. */
        MISSING("missing", "bring the file back, or make a directory of a backup: muster restore BACKUP DIR"),
        /** Something else than muster wrote it. */
        FOREIGN("foreign", "is it the right directory? muster restore BACKUP DIR makes one of a backup"),
        /** A version wrote it that this one does not read any more. */
        TOO_OLD("too old", "start an older muster that reads it, and take a snapshot there: muster snapshot"),
        /** A later version wrote it. */
        TOO_NEW("too new", "start the muster that wrote it, or a newer one");

        private final String word;
        private final String remedy;

        Kind(String word, String remedy) {
            this.word = word;
            this.remedy = remedy;
        }
    }

    private final Kind kind;
    private final transient Path file;
    private final long offset;

    /** What is wrong at {@code offset} of {@code file}. */
    public StoredStateException(Kind kind, Path file, long offset, String found, String expected) {
        this(kind, file, offset, found, expected, null);
    }

    /** The same, with what led to it. */
    public StoredStateException(Kind kind, Path file, long offset, String found, String expected, Throwable cause) {
        super(
                file + " is " + kind.word + ", offset " + offset + ": found " + found + ", expected " + expected + "; "
                        + kind.remedy,
                cause);
        this.kind = kind;
        this.file = file;
        this.offset = offset;
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    /** Where. */
    public Path file() {
        return file;
    }

    /** In bytes, from the file's beginning. */
    public long offset() {
        return offset;
    }
}
