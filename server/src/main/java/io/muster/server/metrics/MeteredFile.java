package io.muster.server.metrics;

import io.muster.server.disk.DiskFile;
import io.muster.server.disk.WrappedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file of a {@link MeteredDisk}. */
final class MeteredFile extends WrappedFile {
    private final Path path;
    private final DiskMeter meter;

    MeteredFile(DiskFile file, Path path, DiskMeter meter) {
        super(file);
        this.path = path;
        this.meter = meter;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        try {
            int written = super.write(source, position);
            meter.written(Math.max(0, written));
            return written;
        } catch (IOException e) {
            meter.failed("write to " + path + " at " + position + ": " + e.getMessage());
            throw e;
        }
    }

    @Override
    public void force() throws IOException {
        long startNs = System.nanoTime();
        try {
            super.force();
        } catch (IOException e) {
            meter.failed("force of " + path + ": " + e.getMessage());
            throw e;
        }
        meter.forced(System.nanoTime() - startNs);
    }
}
