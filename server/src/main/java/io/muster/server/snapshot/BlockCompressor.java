package io.muster.server.snapshot;

import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_ENCODING_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_HEADER_LENGTH;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_KIND_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_LENGTH_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_STORED_LENGTH_OFFSET;

import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;

/** Makes the blocks of a batch shorter, where that makes them shorter. One thread. */
final class BlockCompressor implements AutoCloseable {
    private static final int LEVEL = 1;

    private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
    private ByteBuffer target = BlockBatch.allocate(64 * 1024);

    /** The blocks that stand from 0 to the position of {@code source}, likewise; valid until the next call. */
    ByteBuffer compress(ByteBuffer source) {
        makeRoom(source.position());
        target.clear();
        int end = source.position();
        for (int at = 0; at < end; ) {
            int length = source.getInt(at + BLOCK_LENGTH_OFFSET);
            compress(source, at, length);
            at += BLOCK_HEADER_LENGTH + length;
        }
        return target;
    }

    @Override
    public void close() {
        context.close();
        BufferUtil.free(target);
    }

    private void compress(ByteBuffer source, int at, int length) {
        int to = target.position();
        int stored = length == 0 ? 0 : shorter(source, at + BLOCK_HEADER_LENGTH, to + BLOCK_HEADER_LENGTH, length);
        boolean pays = stored < length;
        if (!pays) {
            stored = length;
            target.put(to + BLOCK_HEADER_LENGTH, source, at + BLOCK_HEADER_LENGTH, length);
        }
        target.putInt(to + BLOCK_LENGTH_OFFSET, length);
        target.putInt(to + BLOCK_STORED_LENGTH_OFFSET, stored);
        target.putInt(to + BLOCK_KIND_OFFSET, source.getInt(at + BLOCK_KIND_OFFSET));
        target.putInt(to + BLOCK_ENCODING_OFFSET, pays ? SnapshotDescriptor.ZSTD : SnapshotDescriptor.PLAIN);
        target.position(to + BLOCK_HEADER_LENGTH + stored);
    }

    private int shorter(ByteBuffer source, int from, int to, int length) {
        return context.compressDirectByteBuffer(target, to, target.capacity() - to, source, from, length);
    }

    /** Zstandard may need a little more room than there is to compress; it does not throw only if it has it. */
    private void makeRoom(int length) {
        int needed = length + length / 128 + 64 * 1024;
        if (target.capacity() < needed) {
            BufferUtil.free(target);
            target = BlockBatch.allocate(needed);
        }
    }
}
