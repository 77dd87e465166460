package io.muster.server.metrics;

import io.muster.server.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file of a {@link MeteredDisk}. */
final class MeteredFile implements DiskFile {
    private final DiskFile file;
    private final Path path;
    private final DiskMeter meter;

    MeteredFile(DiskFile file, Path path, DiskMeter meter) {
        this.file = file;
        this.path = path;
        this.meter = meter;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        try {
            int written = file.write(source, position);
            meter.written(Math.max(0, written));
            return written;
        } catch (IOException e) {
            meter.failed("write to " + path + " at " + position + ": " + e.getMessage());
            throw e;
        }
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return file.read(target, position);
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public void force() throws IOException {
        long startNs = System.nanoTime();
        try {
            file.force();
        } catch (IOException e) {
            meter.failed("force of " + path + ": " + e.getMessage());
            throw e;
        }
        meter.forced(System.nanoTime() - startNs);
    }

    @Override
    public void truncate(long lengthBytes) throws IOException {
        file.truncate(lengthBytes);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
