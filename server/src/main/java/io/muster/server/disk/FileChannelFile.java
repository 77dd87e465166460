package io.muster.server.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file of {@link FileChannelDisk}. */
final class FileChannelFile implements DiskFile {
    private final FileChannel channel;

    FileChannelFile(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        return channel.write(source, position);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return channel.read(target, position);
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void truncate(long lengthBytes) throws IOException {
        channel.truncate(lengthBytes);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
