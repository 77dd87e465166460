package io.muster.server.redis.command;

import io.muster.protocol.codec.ErrorType;
import io.muster.server.redis.resp.CommandArguments;
import io.muster.server.redis.resp.RespNumber;
import io.muster.server.redis.resp.RespReplies;
import io.muster.server.redis.session.CommandSpec;
import io.muster.server.redis.session.RedisCommand;
import io.muster.server.redis.session.RedisConnection;
import io.muster.server.redis.session.RedisErrors;
import io.muster.server.redis.session.RedisRefusal;
import java.util.List;
import java.util.Map;

/** What concerns the connection, and the little that clients ask of the server's configuration. */
final class ConnectionCommands {
    private static final String CONNECTION = "connection";
    private static final Map<String, String> CONFIGURATION =
            Map.of("save", "", "appendonly", "no", "databases", "1", "maxmemory-policy", "noeviction");

    private ConnectionCommands() {}

    static List<RedisCommand> all() {
        return List.of(
                RedisCommand.of(
                        CommandSpec.of("ping", -1, CONNECTION, "1.0.0", "Returns the server's liveliness response."),
                        ConnectionCommands::ping),
                RedisCommand.of(
                        CommandSpec.of("echo", 2, CONNECTION, "1.0.0", "Returns the given string."),
                        (connection, arguments) -> echo(connection.replies(), arguments)),
                RedisCommand.of(
                        CommandSpec.of("select", 2, CONNECTION, "1.0.0", "Changes the selected database."),
                        ConnectionCommands::select),
                RedisCommand.greeting(
                        CommandSpec.of("quit", -1, CONNECTION, "1.0.0", "Closes the connection."),
                        (connection, arguments) -> {
                            connection.replies().simple("OK");
                            connection.closeWhenTold();
                        }),
                RedisCommand.greeting(
                        CommandSpec.of("reset", 1, CONNECTION, "6.2.0", "Resets the connection."),
                        (connection, arguments) -> {
                            connection.reset();
                            connection.replies().simple("RESET");
                        }),
                RedisCommand.of(
                        CommandSpec.of(
                                "config", -2, "server", "2.0.0", "A container for server configuration commands."),
                        ConnectionCommands::configuration));
    }

    private static void ping(RedisConnection connection, CommandArguments arguments) {
        if (arguments.count() > 2) {
            RedisErrors.arity(connection.replies(), "ping");
        } else if (arguments.count() == 2) {
            echo(connection.replies(), arguments);
        } else {
            connection.replies().simple("PONG");
        }
    }

    private static void echo(RespReplies replies, CommandArguments arguments) {
        replies.bulk(arguments.buffer(), arguments.offset(1), arguments.length(1));
    }

    private static void select(RedisConnection connection, CommandArguments arguments) {
        long index = arguments.number(1);
        if (index == RespNumber.NONE || index != (int) index) {
            throw new RedisRefusal(ErrorType.BAD_REQUEST, RedisErrors.NO_INTEGER);
        }
        if (index != 0) {
            throw new RedisRefusal(ErrorType.BAD_REQUEST, "ERR DB index is out of range");
        }
        connection.replies().simple("OK");
    }

    private static void configuration(RedisConnection connection, CommandArguments arguments) {
        if (!arguments.is(1, "get")) {
            RedisErrors.unknownSubcommand(connection.replies(), "CONFIG", arguments);
            return;
        }
        if (arguments.count() < 3) {
            RedisErrors.arity(connection.replies(), "config|get");
            return;
        }
        List<Map.Entry<String, String>> found = CONFIGURATION.entrySet().stream()
                .filter(each -> isAskedFor(each.getKey(), arguments))
                .toList();
        connection.replies().map(found.size());
        for (Map.Entry<String, String> each : found) {
            connection.replies().bulk(each.getKey());
            connection.replies().bulk(each.getValue());
        }
    }

    private static boolean isAskedFor(String name, CommandArguments arguments) {
        for (int index = 2; index < arguments.count(); index++) {
            if (arguments.is(index, name)) {
                return true;
            }
        }
        return false;
    }
}
