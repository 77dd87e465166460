package io.muster.server.snapshot;

import io.muster.index.snapshot.BlockSource;
import io.muster.index.snapshot.BlockTarget;
import io.muster.index.snapshot.EngineSnapshot;
import io.muster.index.snapshot.SnapshotException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A state that is the list of its commands: a block each, and one that says how many. */
final class TextState implements StateLoader {
    private static final int COUNT = 1;
    private static final int TEXT = 2;

    private List<String> texts;

    /** Commands in order. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    void apply(String text) {
        texts.add(text);
    }

    /** A walk that gives {@code blocksAtOnce} blocks a step. */
    EngineSnapshot walk(int blocksAtOnce) {
        return new Walk(texts(), blocksAtOnce);
    }

    @Override
    public void begin() {
        texts = new ArrayList<>();
    }

    @Override
    public void restore(BlockSource source) throws SnapshotException {
        begin();
        require(source.next() && source.kind() == COUNT, "no count");
        int count = source.buffer().getInt(source.offset());
        for (int i = 0; i < count; i++) {
            require(source.next() && source.kind() == TEXT, "no text " + i + " of " + count);
            byte[] bytes = new byte[source.length()];
            source.buffer().getBytes(source.offset(), bytes);
            texts.add(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void onCommand(long sequence, DirectBuffer buffer, int offset, int length) {
        if (sequence != texts.size() + 1) {
            throw new IllegalStateException("sequence: found " + sequence + ", expected " + (texts.size() + 1));
        }
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        texts.add(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public long sequence() {
        return texts.size();
    }

    private static void require(boolean holds, String found) throws SnapshotException {
        if (!holds) {
            throw new SnapshotException("texts: found " + found + ", expected a whole state");
        }
    }

    private static final class Walk implements EngineSnapshot {
        private final List<String> saved;
        private final int blocksAtOnce;
        private int given = -1;

        private Walk(List<String> saved, int blocksAtOnce) {
            this.saved = saved;
            this.blocksAtOnce = blocksAtOnce;
        }

        @Override
        public long sequence() {
            return saved.size();
        }

        @Override
        public long nowMillis() {
            return 1_000L + saved.size();
        }

        @Override
        public boolean step(BlockTarget target) {
            for (int i = 0; i < blocksAtOnce && given < saved.size(); i++) {
                if (given < 0) {
                    UnsafeBuffer count = new UnsafeBuffer(new byte[Integer.BYTES]);
                    count.putInt(0, saved.size());
                    target.block(COUNT, count, 0, Integer.BYTES);
                } else {
                    byte[] bytes = saved.get(given).getBytes(StandardCharsets.UTF_8);
                    target.block(TEXT, new UnsafeBuffer(bytes), 0, bytes.length);
                }
                given++;
            }
            return given < saved.size();
        }

        @Override
        public void close() {}
    }
}
