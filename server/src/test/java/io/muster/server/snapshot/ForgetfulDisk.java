package io.muster.server.snapshot;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import io.muster.server.disk.WrappedDisk;
import io.muster.server.disk.WrappedFile;
import java.nio.file.Path;

/** A disk that does not force files whose name starts in a certain way: what a crash test has to find out. */
final class ForgetfulDisk extends WrappedDisk {
    private final String unforcedPrefix;

    ForgetfulDisk(Disk disk, String unforcedPrefix) {
        super(disk);
        this.unforcedPrefix = unforcedPrefix;
    }

    @Override
    protected DiskFile wrapped(Path path, DiskFile file) {
        return path.getFileName().toString().startsWith(unforcedPrefix) ? new Unforced(file) : file;
    }

    private static final class Unforced extends WrappedFile {
        private Unforced(DiskFile file) {
            super(file);
        }

        @Override
        public void force() {
            // Says that it is done.
        }
    }
}
