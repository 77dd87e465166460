package io.muster.server.snapshot;

import io.muster.index.snapshot.BlockSource;
import io.muster.index.snapshot.SnapshotException;
import io.muster.server.thread.ThreadEnd;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The blocks of a file, read, checked and decompressed on a thread of its own while who takes them is busy with those
 * before. The file is read by that thread alone from the first {@link #next} to {@link #close}, or to the end. All
 * methods: one thread.
 */
final class BlocksAhead implements BlockSource, AutoCloseable {
    private static final int MOST_AHEAD = 32;

    private final SnapshotFileReader reader;
    private final RecoveryProgress progress;
    private final BlockingQueue<Block> read = new ArrayBlockingQueue<>(MOST_AHEAD);
    private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(MOST_AHEAD);
    private final Thread thread;
    private Block current;
    private boolean ended;

    private static final class Block {
        private final UnsafeBuffer bytes = new UnsafeBuffer(BlockBatch.allocate(Long.BYTES));
        private int length;
        private int kind;
        private long position;
        private Exception failure;
        private boolean last;
    }

    /** Begins to read. */
    BlocksAhead(SnapshotFileReader reader, RecoveryProgress progress) {
        this.reader = reader;
        this.progress = progress;
        for (int i = 0; i < MOST_AHEAD; i++) {
            free.add(new Block());
        }
        thread = Thread.ofPlatform().name("muster-snapshot-reader").daemon().start(this::readAll);
    }

    @Override
    public boolean next() throws SnapshotException {
        if (ended) {
            return false;
        }
        if (current != null) {
            free.add(current);
        }
        current = take();
        if (current.failure instanceof SnapshotException unreadable) {
            throw unreadable;
        }
        if (current.failure != null) {
            throw new SnapshotException(String.valueOf(current.failure.getMessage()), current.failure);
        }
        ended = current.last;
        progress.snapshot(current.position, reader.sizeBytes());
        return !ended;
    }

    @Override
    public int kind() {
        return current.kind;
    }

    @Override
    public DirectBuffer buffer() {
        return current.bytes;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public int length() {
        return current.length;
    }

    /** Where in the file the current block ends. */
    long position() {
        return current.position;
    }

    /** Returns when the thread has ended. */
    @Override
    public void close() {
        thread.interrupt();
        ThreadEnd.await(thread);
        if (current != null) {
            free.offer(current);
        }
        free.addAll(read);
        free.forEach(block -> BufferUtil.free(block.bytes));
    }

    private Block take() throws SnapshotException {
        try {
            return read.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SnapshotException("restoring was interrupted", e);
        }
    }

    private void readAll() {
        try {
            boolean more = true;
            while (more) {
                Block block = free.take();
                more = readInto(block);
                read.put(block);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean readInto(Block block) {
        try {
            block.last = !reader.advance();
            block.position = reader.position();
            if (!block.last) {
                copyTo(block);
            }
        } catch (Exception e) {
            block.failure = e;
        }
        return !block.last && block.failure == null;
    }

    private void copyTo(Block block) {
        block.kind = reader.kind();
        block.length = reader.length();
        if (block.bytes.capacity() < block.length) {
            BufferUtil.free(block.bytes);
            block.bytes.wrap(BlockBatch.allocate(block.length));
        }
        block.bytes.putBytes(0, reader.buffer(), reader.offset(), block.length);
    }
}
