package io.muster.server.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Another server has the directory. */
public final class JournalLockedException extends IOException {
    private static final long serialVersionUID = 1L;

    JournalLockedException(Path lockFile) {
        super("data directory " + lockFile.getParent() + ": found " + lockFile.getFileName()
                + " locked by another server, expected a directory that no other server uses");
    }
}
