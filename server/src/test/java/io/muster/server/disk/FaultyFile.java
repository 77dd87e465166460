package io.muster.server.disk;

import static io.muster.server.disk.DiskCall.Kind.CLOSE;
import static io.muster.server.disk.DiskCall.Kind.FORCE;
import static io.muster.server.disk.DiskCall.Kind.READ;
import static io.muster.server.disk.DiskCall.Kind.SIZE;
import static io.muster.server.disk.DiskCall.Kind.TRUNCATE;
import static io.muster.server.disk.DiskCall.Kind.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file of {@link FaultyDisk}. */
final class FaultyFile implements DiskFile {
    private final FaultyDisk disk;
    private final Path path;
    private final DiskFile file;

    FaultyFile(FaultyDisk disk, Path path, DiskFile file) {
        this.disk = disk;
        this.path = path;
        this.file = file;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        int length = source.remaining();
        int half = (length + 1) / 2;
        return disk.call(
                WRITE,
                path,
                position,
                length,
                () -> writeAsFits(source, position, disk.writesShort() ? half : length),
                () -> {
                    try {
                        write(source, position, half);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private int writeAsFits(ByteBuffer source, long position, int length) throws IOException {
        long growth = Math.max(0, position + length - file.size());
        int missing = (int) (growth - disk.takeRoom(growth));
        if (missing == length) {
            throw new IOException("No space left on device: " + path);
        }
        return write(source, position, length - missing);
    }

    private int write(ByteBuffer source, long position, int length) throws IOException {
        ByteBuffer part = source.slice(source.position(), length);
        file.writeFully(part, position);
        source.position(source.position() + length);
        return length;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return disk.call(READ, path, position, target.remaining(), () -> file.read(target, position), () -> {});
    }

    @Override
    public long size() throws IOException {
        return disk.call(SIZE, path, file::size);
    }

    @Override
    public void force() throws IOException {
        disk.call(
                FORCE,
                path,
                0,
                0,
                () -> {
                    disk.forceGate().join();
                    file.force();
                    return null;
                },
                () -> disk.loseUnforced(path));
    }

    @Override
    public void truncate(long lengthBytes) throws IOException {
        disk.call(
                TRUNCATE,
                path,
                lengthBytes,
                0,
                () -> {
                    file.truncate(lengthBytes);
                    return null;
                },
                () -> {});
    }

    @Override
    public void close() throws IOException {
        disk.call(CLOSE, path, () -> {
            file.close();
            return null;
        });
    }
}
