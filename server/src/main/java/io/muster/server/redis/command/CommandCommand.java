package io.muster.server.redis.command;

import io.muster.server.redis.resp.CommandArguments;
import io.muster.server.redis.resp.RespReplies;
import io.muster.server.redis.session.CommandSpec;
import io.muster.server.redis.session.RedisCommand;
import io.muster.server.redis.session.RedisConnection;
import io.muster.server.redis.session.RedisErrors;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Which commands there are, as clients and {@code redis-cli} ask. */
final class CommandCommand {
    private static final int FIRST_NAME = 2;

    private CommandCommand() {}

    static List<RedisCommand> all() {
        return List.of(RedisCommand.of(
                CommandSpec.of("command", -1, "server", "2.8.13", "Returns detailed information about all commands."),
                CommandCommand::run));
    }

    private static void run(RedisConnection connection, CommandArguments arguments) {
        RespReplies replies = connection.replies();
        List<CommandSpec> all = connection.loop().commands().commands().stream()
                .map(RedisCommand::spec)
                .toList();
        if (arguments.count() == 1) {
            replies.array(all.size());
            all.forEach(each -> info(replies, each));
        } else if (arguments.is(1, "count") || arguments.is(1, "list")) {
            if (arguments.count() > FIRST_NAME) {
                RedisErrors.arity(replies, "command|" + arguments.raw(1).toLowerCase(Locale.ROOT));
            } else if (arguments.is(1, "count")) {
                replies.integer(all.size());
            } else {
                replies.array(all.size());
                all.forEach(each -> replies.bulk(each.name()));
            }
        } else if (arguments.is(1, "info")) {
            infos(replies, arguments, all);
        } else if (arguments.is(1, "docs")) {
            docs(replies, arguments, all);
        } else {
            RedisErrors.unknownSubcommand(replies, "COMMAND", arguments);
        }
    }

    private static void infos(RespReplies replies, CommandArguments arguments, List<CommandSpec> all) {
        if (arguments.count() == FIRST_NAME) {
            replies.array(all.size());
            all.forEach(each -> info(replies, each));
            return;
        }
        replies.array(arguments.count() - FIRST_NAME);
        for (int index = FIRST_NAME; index < arguments.count(); index++) {
            CommandSpec found = find(arguments, index, all);
            if (found == null) {
                replies.nothing();
            } else {
                info(replies, found);
            }
        }
    }

    private static void docs(RespReplies replies, CommandArguments arguments, List<CommandSpec> all) {
        List<CommandSpec> asked = arguments.count() == FIRST_NAME
                ? all
                : IntStream.range(FIRST_NAME, arguments.count())
                        .mapToObj(index -> find(arguments, index, all))
                        .filter(Objects::nonNull)
                        .toList();
        replies.map(asked.size());
        for (CommandSpec each : asked) {
            replies.bulk(each.name());
            replies.map(3);
            put(replies, "summary", each.summary());
            put(replies, "since", each.since());
            put(replies, "group", each.group());
        }
    }

    private static void put(RespReplies replies, String name, String value) {
        replies.bulk(name);
        replies.bulk(value);
    }

    private static CommandSpec find(CommandArguments arguments, int index, List<CommandSpec> all) {
        return all.stream()
                .filter(each -> arguments.is(index, each.name()))
                .findFirst()
                .orElse(null);
    }

    private static void info(RespReplies replies, CommandSpec spec) {
        BiConsumer<String, List<String>> words = (prefix, list) -> {
            replies.set(list.size());
            list.forEach(each -> replies.simple(prefix + each));
        };
        replies.array(10);
        replies.bulk(spec.name());
        replies.integer(spec.arity());
        words.accept("", spec.flags());
        replies.integer(spec.firstKey());
        replies.integer(spec.lastKey());
        replies.integer(spec.step());
        words.accept("@", List.of(spec.firstKey() > 0 ? "read" : "fast"));
        replies.array(0);
        replies.array(0);
        replies.array(0);
    }
}
