package io.muster.server.disk;

import java.nio.file.Path;

/**
 * One call on a disk.
 *
 * @param number counted from 1
 * @param path the file or directory; of a rename, the file it was
 * @param position in the file, in bytes; of a truncation, the new length. 0 where there is none
 * @param lengthBytes how many were to be read or written; 0 where none were
 */
public record DiskCall(long number, Kind kind, Path path, long position, int lengthBytes) {
    /** Which call. */
    public enum Kind {
        CREATE_DIRECTORIES,
        CREATE,
        OPEN,
        LIST,
        DELETE,
        RENAME,
        FORCE_DIRECTORY,
        TRY_LOCK,
        WRITE,
        READ,
        SIZE,
        FORCE,
        TRUNCATE,
        CLOSE
    }

    /** Whether it is of {@code wanted} and its file's name starts with {@code namePrefix}. */
    public boolean is(Kind wanted, String namePrefix) {
        return kind == wanted && path.getFileName().toString().startsWith(namePrefix);
    }
}
