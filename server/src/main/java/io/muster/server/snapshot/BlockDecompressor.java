package io.muster.server.snapshot;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** Undoes what {@link BlockCompressor} did. One thread. */
final class BlockDecompressor implements AutoCloseable {
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private ByteBuffer target = BlockBatch.allocate(64 * 1024);

    /**
     * Lets {@code block} be the bytes that come out, until the next call.
     *
     * @param stored length in bytes of what stands at {@code from} of {@code source}
     * @param length in bytes of what should come out
     * @return how many did; -1 where it is not what the compressor made
     */
    int decompress(ByteBuffer source, int from, int stored, int length, UnsafeBuffer block) {
        if (target.capacity() < length) {
            BufferUtil.free(target);
            target = BlockBatch.allocate(SnapshotDescriptor.MAX_BLOCK_BYTES);
        }
        try {
            int found = context.decompressDirectByteBuffer(target, 0, length, source, from, stored);
            block.wrap(target, 0, found);
            return found;
        } catch (ZstdException e) {
            return -1;
        }
    }

    @Override
    public void close() {
        context.close();
        BufferUtil.free(target);
    }
}
