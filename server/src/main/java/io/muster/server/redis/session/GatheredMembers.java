package io.muster.server.redis.session;

import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.index.id.IdBatch;
import io.muster.server.redis.resp.CommandArguments;
import io.muster.server.redis.resp.RespReplies;

/**
 * Members asked about by one connection's commands, noted where they stand in the bytes that came, and looked up
 * together: nothing is copied and nothing allocated. Belongs to one I/O thread, and between two answers to one
 * connection, whose bytes stay where they are until then.
 */
public final class GatheredMembers {
    private static final int IN_ARRAY = -1;
    private static final int ALONE = 0;

    private final IdBatch batch = new IdBatch();
    private final SegmentKey[] keys = new SegmentKey[IdBatch.CAPACITY];
    private final SegmentEntry[] segments = new SegmentEntry[IdBatch.CAPACITY];
    private final int[] arrays = new int[IdBatch.CAPACITY];
    private final long[] words = new long[IdBatch.CAPACITY];
    private WorkspaceView workspace;

    GatheredMembers() {}

    /** Asks whether an argument is in the segment of {@code key}; in none where that is null. */
    public void ask(RedisConnection connection, SegmentKey key, CommandArguments arguments, int index) {
        ask(connection, key, arguments, index, ALONE);
    }

    /** Asks that of an argument and all behind it; answered with an array. */
    public void askAll(RedisConnection connection, SegmentKey key, CommandArguments arguments, int first) {
        int count = arguments.count();
        for (int index = first; index < count; index++) {
            ask(connection, key, arguments, index, index == first ? count - first : IN_ARRAY);
        }
    }

    private void ask(RedisConnection connection, SegmentKey key, CommandArguments arguments, int index, int array) {
        if (batch.isFull() || key != null && workspace != null && key.workspace() != workspace) {
            answer(connection);
        }
        int at = batch.count();
        if (at == 0) {
            batch.begin(arguments.buffer());
        }
        int length = arguments.length(index);
        if (key != null) {
            workspace = key.workspace();
        }
        keys[at] = length == 0 ? null : key;
        arrays[at] = array;
        batch.add(arguments.offset(index), length);
    }

    /** Replies to all of them, in their order, and forgets them. */
    void answer(RedisConnection connection) {
        int count = batch.count();
        if (count == 0) {
            return;
        }
        try {
            if (workspace != null) {
                workspace.ordinals(batch);
                load(count);
            }
            reply(connection.replies(), count);
        } catch (Throwable e) {
            // An error too; an array may be half told by now, so that nothing can be told behind it.
            RedisErrors.failure(connection.replies(), e);
            connection.closeWhenTold();
        } finally {
            batch.begin(null);
            workspace = null;
        }
    }

    private void load(int count) {
        SegmentCatalog catalog;
        do {
            catalog = workspace.segments();
            for (int i = 0; i < count; i++) {
                segments[i] = segment(keys[i], catalog);
            }
            workspace.words(batch, segments, words);
            // A slot is given to another segment after a deletion: the bit counts only if the catalogue still stands.
        } while (workspace.segments() != catalog);
    }

    private static SegmentEntry segment(SegmentKey key, SegmentCatalog catalog) {
        if (key == null) {
            return null;
        }
        return key.catalog() == catalog ? key.segment() : key.segmentIn(catalog);
    }

    private void reply(RespReplies replies, int count) {
        for (int i = 0; i < count; i++) {
            SegmentEntry segment = workspace == null || keys[i] == null ? null : segments[i];
            if (arrays[i] > ALONE) {
                replies.array(arrays[i]);
            }
            replies.flag(segment != null && (words[i] & segment.mask()) != 0);
        }
    }
}
