package io.muster.bench.micro;

import io.muster.index.snapshot.BlockSource;
import io.muster.index.snapshot.BlockTarget;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The blocks of a snapshot, copied to memory off the heap. */
final class KeptBlocks implements BlockTarget {
    private final List<UnsafeBuffer> blocks = new ArrayList<>();
    private final List<Integer> kinds = new ArrayList<>();
    private long bytes;

    @Override
    public void block(int kind, DirectBuffer buffer, int offset, int length) {
        UnsafeBuffer copy = new UnsafeBuffer(ByteBuffer.allocateDirect(length));
        copy.putBytes(0, buffer, offset, length);
        blocks.add(copy);
        kinds.add(kind);
        bytes += length;
    }

    long bytes() {
        return bytes;
    }

    BlockSource source() {
        return new BlockSource() {
            private int next = -1;

            @Override
            public boolean next() {
                next++;
                return next < blocks.size();
            }

            @Override
            public int kind() {
                return kinds.get(next);
            }

            @Override
            public DirectBuffer buffer() {
                return blocks.get(next);
            }

            @Override
            public int offset() {
                return 0;
            }

            @Override
            public int length() {
                return blocks.get(next).capacity();
            }
        };
    }
}
