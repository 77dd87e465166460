package io.muster.index;

import io.muster.index.snapshot.BlockSource;
import io.muster.index.snapshot.BlockTarget;
import io.muster.index.snapshot.EngineSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The blocks of a snapshot, kept in memory. */
public final class SavedBlocks implements BlockTarget {
    private record Block(int kind, byte[] bytes) {}

    private final List<Block> blocks = new ArrayList<>();

    /** All of it at once. */
    public static SavedBlocks of(EngineSnapshot snapshot) {
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

    public BlockSource source() {
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
    public int mismatch(SavedBlocks other) {
        return Arrays.mismatch(all(), other.all());
    }

    int size() {
        return blocks.size();
    }

    /** The first so many of the blocks, the last of them cut to a length. */
    SavedBlocks cut(int count, int lastLength) {
        SavedBlocks cut = new SavedBlocks();
        cut.blocks.addAll(blocks.subList(0, count - 1));
        Block last = blocks.get(count - 1);
        cut.blocks.add(new Block(last.kind(), Arrays.copyOf(last.bytes(), Math.min(lastLength, last.bytes().length))));
        return cut;
    }

    /** The same with another kind, or with one bit the other way round. */
    SavedBlocks with(int block, int newKind, int flippedByte, int flippedBit) {
        SavedBlocks changed = new SavedBlocks();
        changed.blocks.addAll(blocks);
        byte[] bytes = blocks.get(block).bytes().clone();
        bytes[flippedByte] ^= (byte) flippedBit;
        changed.blocks.set(block, new Block(newKind, bytes));
        return changed;
    }

    int kind(int block) {
        return blocks.get(block).kind();
    }

    int length(int block) {
        return blocks.get(block).bytes().length;
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
