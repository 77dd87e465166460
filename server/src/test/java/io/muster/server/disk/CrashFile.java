package io.muster.server.disk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A file of {@link CrashDisk}: its bytes as they are read, those surely on the disk, and what happened in between. */
final class CrashFile implements DiskFile {
    private static final int SECTOR_LENGTH = 512;

    private final List<Change> unforced = new ArrayList<>();
    private byte[] bytes;
    private int length;
    private byte[] forced;

    /** Bytes written at {@code position}, or, where there are none, a cut there. */
    private record Change(int position, byte[] written) {
        int lengthAfter(int lengthBefore) {
            return written == null ? Math.min(lengthBefore, position) : Math.max(lengthBefore, end());
        }

        int end() {
            return written == null ? Integer.MAX_VALUE : position + written.length;
        }

        boolean touches(int from, int to) {
            return position < to && end() > from;
        }

        /** Does to the part of {@code target} between {@code from} and {@code to} what it does to the file. */
        void applyTo(byte[] target, int from, int to) {
            int start = Math.max(from, position);
            if (written == null) {
                Arrays.fill(target, start, to, (byte) 0);
            } else {
                System.arraycopy(written, start - position, target, start, Math.min(to, end()) - start);
            }
        }
    }

    CrashFile(byte[] content) {
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

    synchronized void loseUnforced() {
        unforced.clear();
    }

    /** What was forced, and of what happened since whatever {@code random} lets through. */
    synchronized byte[] tornBytes(Random random) {
        byte[] torn = Arrays.copyOf(forced, tornLength(random));
        int mood = random.nextInt(4);
        for (int from = 0; from < torn.length; from += SECTOR_LENGTH) {
            int to = Math.min(torn.length, from + SECTOR_LENGTH);
            for (Change change : unforced) {
                if (change.touches(from, to)) {
                    if (mood == 0 || mood > 1 && random.nextBoolean()) {
                        break;
                    }
                    change.applyTo(torn, from, to);
                }
            }
        }
        return torn;
    }

    private int tornLength(Random random) {
        int happened = random.nextInt(unforced.size() + 1);
        int torn = forced.length;
        for (Change change : unforced.subList(0, happened)) {
            torn = change.lengthAfter(torn);
        }
        int next = happened < unforced.size() ? unforced.get(happened).lengthAfter(torn) : torn;
        return next > torn ? torn + random.nextInt(next - torn + 1) : torn;
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) {
        byte[] written = new byte[source.remaining()];
        source.get(written);
        Change change = new Change(Math.toIntExact(position), written);
        if (change.end() > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(change.end(), 2 * bytes.length));
        }
        change.applyTo(bytes, change.position, change.end());
        length = change.lengthAfter(length);
        unforced.add(change);
        return written.length;
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) {
        if (position >= length) {
            return -1;
        }
        int count = (int) Math.min(target.remaining(), length - position);
        target.put(bytes, (int) position, count);
        return count;
    }

    @Override
    public synchronized long size() {
        return length;
    }

    @Override
    public synchronized void force() {
        int longest = forced.length;
        int after = forced.length;
        for (Change change : unforced) {
            after = change.lengthAfter(after);
            longest = Math.max(longest, after);
        }
        byte[] result = Arrays.copyOf(forced, longest);
        for (Change change : unforced) {
            if (change.position < longest) {
                change.applyTo(result, change.position, Math.min(change.end(), longest));
            }
        }
        forced = after == longest ? result : Arrays.copyOf(result, after);
        unforced.clear();
    }

    @Override
    public synchronized void truncate(long lengthBytes) {
        if (lengthBytes < length) {
            length = (int) lengthBytes;
            Arrays.fill(bytes, length, bytes.length, (byte) 0);
            unforced.add(new Change(length, null));
        }
    }

    @Override
    public void close() {}
}
