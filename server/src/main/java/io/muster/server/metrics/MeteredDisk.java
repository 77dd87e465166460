package io.muster.server.metrics;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import io.muster.server.disk.WrappedDisk;
import java.io.IOException;
import java.nio.file.Path;

/** A disk whose writes and forces are measured. Any thread. */
public final class MeteredDisk extends WrappedDisk {
    private final DiskMeter meter;

    /** Measures {@code disk} with {@code meter}. */
    public MeteredDisk(Disk disk, DiskMeter meter) {
        super(disk);
        this.meter = meter;
    }

    @Override
    protected DiskFile wrapped(Path path, DiskFile file) {
        return new MeteredFile(file, path, meter);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        try {
            super.forceDirectory(directory);
        } catch (IOException e) {
            meter.failed("force of " + directory + ": " + e.getMessage());
            throw e;
        }
    }
}
