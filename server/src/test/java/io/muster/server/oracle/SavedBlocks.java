package io.muster.server.oracle;

import io.muster.index.snapshot.BlockSource;
import io.muster.index.snapshot.BlockTarget;
import io.muster.index.snapshot.EngineSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The blocks of a snapshot, kept in memory. */
final class SavedBlocks implements BlockTarget {
    private record Block(int kind, byte[] bytes) {}

    private final List<Block> blocks = new ArrayList<>();

    /** All of it at once. */
    static SavedBlocks of(EngineSnapshot snapshot) {
        SavedBlocks saved = new SavedBlocks();
        try (snapshot) {
            while (snapshot.step(saved)) {
                continue;
            }
        }
        return saved;
    }

    @Override
    public void block(int kind, DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        blocks.add(new Block(kind, bytes));
    }

    BlockSource source() {
        return new BlockSource() {
            private int next = -1;
            private UnsafeBuffer buffer;

            @Override
            public boolean next() {
                next++;
                buffer =
                        next < blocks.size() ? new UnsafeBuffer(blocks.get(next).bytes()) : null;
                return buffer != null;
            }

            @Override
            public int kind() {
                return blocks.get(next).kind();
            }

            @Override
            public DirectBuffer buffer() {
                return buffer;
            }

            @Override
            public int offset() {
                return 0;
            }

            @Override
            public int length() {
                return buffer.capacity();
            }
        };
    }

    /** Where the bytes of two part, counted over all blocks; −1 if they are the same. */
    int mismatch(SavedBlocks other) {
        return Arrays.mismatch(all(), other.all());
    }

    private byte[] all() {
        byte[] all =
                new byte[blocks.stream().mapToInt(block -> block.bytes().length).sum()];
        int at = 0;
        for (Block block : blocks) {
            System.arraycopy(block.bytes(), 0, all, at, block.bytes().length);
            at += block.bytes().length;
        }
        return all;
    }
}
