package io.muster.server.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that does what another one does, but for what a subclass does beside it or instead. */
public abstract class WrappedFile implements DiskFile {
    private final DiskFile file;

    /** Passes every call on to {@code file}. */
    protected WrappedFile(DiskFile file) {
        this.file = file;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        return file.write(source, position);
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
        file.force();
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
