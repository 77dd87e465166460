package io.muster.server.redis.command;

import io.muster.server.redis.session.RedisCommand;
import java.util.List;
import java.util.stream.Stream;

/** All that the Redis port answers. */
public final class RedisCommands {
    private static final List<RedisCommand> ALL = Stream.of(
                    MemberCommands.all(),
                    AlgebraCommands.all(),
                    ScanCommands.all(),
                    RandomMemberCommand.all(),
                    KeyCommands.all(),
                    LoginCommands.all(),
                    ConnectionCommands.all(),
                    ClientCommand.all(),
                    CommandCommand.all(),
                    InfoCommand.all())
            .flatMap(List::stream)
            .toList();

    private RedisCommands() {}

    /** In an order that stays the same. */
    public static List<RedisCommand> all() {
        return ALL;
    }
}
