package io.muster.server.redis.command;

import io.muster.server.redis.resp.CommandArguments;
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
                RedisCommand.gathering(
                        CommandSpec.reading(
                                "sismember", 3, 1, 1, 1, "1.0.0", "Determines whether a member belongs to a set."),
                        MemberCommands::isMember),
                RedisCommand.gathering(
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
        SegmentKey key = KeyAccess.find(connection, arguments, KEY);
        connection.loop().gathered().ask(connection, key, arguments, FIRST_MEMBER);
    }

    private static void areMembers(RedisConnection connection, CommandArguments arguments) {
        SegmentKey key = KeyAccess.find(connection, arguments, KEY);
        connection.loop().gathered().askAll(connection, key, arguments, FIRST_MEMBER);
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
}
