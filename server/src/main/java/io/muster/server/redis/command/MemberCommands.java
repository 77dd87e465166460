package io.muster.server.redis.command;

import io.muster.index.WorkspaceView;
import io.muster.server.redis.resp.CommandArguments;
import io.muster.server.redis.resp.RespReplies;
import io.muster.server.redis.session.CommandSpec;
import io.muster.server.redis.session.KeyAccess;
import io.muster.server.redis.session.RedisCommand;
import io.muster.server.redis.session.RedisConnection;
import io.muster.server.redis.session.SegmentKey;
import java.util.List;

/** Look-ups from published membership, on the I/O thread: no lock, no queue, nothing allocated. */
final class MemberCommands {
    private static final int KEY = 1;
    private static final int FIRST_MEMBER = 2;

    private MemberCommands() {}

    static List<RedisCommand> all() {
        return List.of(
                RedisCommand.of(
                        CommandSpec.reading(
                                "sismember", 3, 1, 1, 1, "1.0.0", "Determines whether a member belongs to a set."),
                        MemberCommands::isMember),
                RedisCommand.of(
                        CommandSpec.reading(
                                "smismember",
                                -3,
                                1,
                                1,
                                1,
                                "6.2.0",
                                "Determines whether multiple members belong to a set."),
                        MemberCommands::areMembers),
                RedisCommand.of(
                        CommandSpec.reading("scard", 2, 1, 1, 1, "1.0.0", "Returns the number of members in a set."),
                        MemberCommands::cardinality));
    }

    private static void isMember(RedisConnection connection, CommandArguments arguments) {
        SegmentKey key;
        boolean member;
        do {
            key = KeyAccess.find(connection, arguments, KEY);
            member = key != null && isMember(key, arguments, FIRST_MEMBER);
            // A slot is given to another segment after a deletion: the bit counts only if the definitions still stand.
        } while (key != null && !key.stands());
        connection.replies().integer(member ? 1 : 0);
    }

    private static void areMembers(RedisConnection connection, CommandArguments arguments) {
        RespReplies replies = connection.replies();
        SegmentKey key = KeyAccess.find(connection, arguments, KEY);
        int count = arguments.count() - FIRST_MEMBER;
        int at = replies.beginFlags(count);
        boolean stands;
        do {
            for (int index = 0; index < count; index++) {
                replies.flag(at, index, key != null && isMember(key, arguments, FIRST_MEMBER + index));
            }
            stands = key == null || key.stands();
            key = stands ? key : KeyAccess.find(connection, arguments, KEY);
        } while (!stands);
        replies.flagsPut(at, count);
    }

    private static void cardinality(RedisConnection connection, CommandArguments arguments) {
        SegmentKey key;
        long cardinality;
        do {
            key = KeyAccess.find(connection, arguments, KEY);
            cardinality = key == null ? 0 : key.workspace().cardinality(key.segment());
        } while (key != null && !key.stands());
        connection.replies().integer(cardinality);
    }

    private static boolean isMember(SegmentKey key, CommandArguments arguments, int index) {
        int length = arguments.length(index);
        if (length == 0) {
            return false;
        }
        WorkspaceView workspace = key.workspace();
        int ordinal = workspace.ordinal(arguments.buffer(), arguments.offset(index), length);
        return ordinal != WorkspaceView.UNKNOWN && workspace.isMember(ordinal, key.segment());
    }
}
