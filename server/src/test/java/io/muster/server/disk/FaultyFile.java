package io.muster.server.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A file of {@link FaultyDisk}. Its faults leave half of a write behind. */
final class FaultyFile implements DiskFile {
    private final FaultyDisk disk;
    private byte[] bytes = new byte[0];
    private int length;
    private byte[] forced = new byte[0];

    FaultyFile(FaultyDisk disk) {
        this.disk = disk;
    }

    synchronized void set(byte[] content) {
        bytes = content.clone();
        length = content.length;
        forced = content.clone();
    }

    synchronized byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    synchronized byte[] forcedBytes() {
        return forced.clone();
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
        boolean fails = disk.fails();
        int half = (source.remaining() + 1) / 2;
        int count = fails || disk.writesShort() ? half : source.remaining();
        int end = Math.toIntExact(position + count);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
        }
        source.get(bytes, (int) position, count);
        length = Math.max(length, end);
        if (fails) {
            throw new IOException("injected fault: write of " + count + " bytes at " + position);
        }
        return count;
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
        disk.call("read at " + position);
        if (position >= length) {
            return -1;
        }
        int count = (int) Math.min(target.remaining(), length - position);
        target.put(bytes, (int) position, count);
        return count;
    }

    @Override
    public synchronized long size() throws IOException {
        disk.call("size");
        return length;
    }

    @Override
    public void force() throws IOException {
        disk.force();
        synchronized (this) {
            forced = Arrays.copyOf(bytes, length);
        }
    }

    @Override
    public synchronized void truncate(long lengthBytes) throws IOException {
        disk.call("truncate to " + lengthBytes);
        if (lengthBytes < length) {
            length = (int) lengthBytes;
            Arrays.fill(bytes, length, bytes.length, (byte) 0);
        }
    }

    @Override
    public void close() throws IOException {
        disk.call("close");
    }
}
