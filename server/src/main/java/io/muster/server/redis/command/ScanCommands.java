package io.muster.server.redis.command;

import io.muster.index.WorkspaceView;
import io.muster.server.redis.resp.CommandArguments;
import io.muster.server.redis.resp.RespReplies;
import io.muster.server.redis.session.CommandSpec;
import io.muster.server.redis.session.KeyAccess;
import io.muster.server.redis.session.RedisCommand;
import io.muster.server.redis.session.RedisConnection;
import io.muster.server.redis.session.SegmentKey;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A segment step by step, on the I/O thread. The cursor is the ordinal to go on from: customers keep theirs for life,
 * so who is in the segment from the first step to the last is told, once, whatever happens meanwhile.
 */
final class ScanCommands {
    /** Most customers that one step looks at, in the segment or not. */
    static final int MAX_LOOKED_AT = 65_536;

    private static final int KEY = 1;
    private static final int CURSOR = 2;

    private ScanCommands() {}

    static List<RedisCommand> all() {
        return List.of(RedisCommand.of(
                CommandSpec.reading("sscan", -3, 1, 1, 1, "2.8.0", "Iterates over members of a set."),
                ScanCommands::scan));
    }

    private static void scan(RedisConnection connection, CommandArguments arguments) {
        ScanOptions options = ScanOptions.of(arguments, CURSOR, false);
        SegmentKey key;
        Step step;
        do {
            key = KeyAccess.find(connection, arguments, KEY);
            step = key == null ? new Step(0, List.of()) : step(key, options);
        } while (key != null && !key.stands());
        RespReplies replies = connection.replies();
        replies.array(2);
        replies.bulk(Long.toString(step.next()));
        replies.array(step.ids().size());
        step.ids().forEach(replies::bulk);
    }

    private record Step(long next, List<byte[]> ids) {}

    private static Step step(SegmentKey key, ScanOptions options) {
        WorkspaceView workspace = key.workspace();
        int ordinals = workspace.ordinals();
        List<byte[]> ids = new ArrayList<>();
        if (options.cursor() < 0 || options.cursor() >= ordinals) {
            return new Step(0, ids);
        }
        int ordinal = (int) options.cursor();
        int end = (int) Math.min(ordinals, (long) ordinal + MAX_LOOKED_AT);
        int found = 0;
        while (ordinal < end && found < options.count()) {
            if (workspace.isMember(ordinal, key.segment())) {
                found++;
                byte[] id = id(workspace, ordinal);
                if (id.length > 0 && options.pattern().matches(id, id.length)) {
                    ids.add(id);
                }
            }
            ordinal++;
        }
        return new Step(ordinal == ordinals ? 0 : ordinal, ids);
    }

    /** Empty for a customer that is deleted. */
    static byte[] id(WorkspaceView workspace, int ordinal) {
        byte[] id = new byte[workspace.idLength(ordinal)];
        boolean copied = id.length > 0 && workspace.copyId(ordinal, new UnsafeBuffer(id), 0) > 0;
        return copied ? id : new byte[0];
    }
}
