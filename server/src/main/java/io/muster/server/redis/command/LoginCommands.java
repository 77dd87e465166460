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
import io.muster.server.redis.session.ServerIdentity;
import io.muster.server.security.Access;
import java.util.List;

/** How one comes in. The password is a token's secret; the user is not looked at, since the secret says who it is. */
final class LoginCommands {
    private static final int THIRD_VERSION = 3;
    private static final int HELLO_FIELDS = 7;

    private LoginCommands() {}

    static List<RedisCommand> all() {
        return List.of(
                RedisCommand.greeting(
                        CommandSpec.of("auth", -2, "connection", "1.0.0", "Authenticates the connection."),
                        LoginCommands::login),
                RedisCommand.greeting(
                        CommandSpec.of("hello", -1, "connection", "6.0.0", "Handshakes with the Redis server."),
                        LoginCommands::hello));
    }

    private static void login(RedisConnection connection, CommandArguments arguments) {
        if (arguments.count() > 3) {
            throw new RedisRefusal(ErrorType.BAD_REQUEST, RedisErrors.SYNTAX);
        }
        if (connection.loop().doorkeeper().isOpen() && arguments.count() == 2) {
            throw new RedisRefusal(
                    ErrorType.BAD_REQUEST,
                    "ERR AUTH <password> called without any password configured for the default user. Are you sure your"
                            + " configuration is correct?");
        }
        if (admit(connection, arguments, arguments.count() - 1)) {
            connection.replies().simple("OK");
        }
    }

    /** False where the login is refused: the reply comes later then. */
    private static boolean admit(RedisConnection connection, CommandArguments arguments, int secretAt) {
        Access access = connection.loop().doorkeeper().admit(arguments.bytes(secretAt));
        if (access == null) {
            connection.refuseLogin();
            return false;
        }
        connection.letIn(access);
        return true;
    }

    private static void hello(RedisConnection connection, CommandArguments arguments) {
        int version = arguments.count() > 1
                ? version(arguments)
                : connection.replies().version();
        int secretAt = 0;
        String name = null;
        int next = 2;
        while (next < arguments.count()) {
            int left = arguments.count() - next - 1;
            if (arguments.is(next, "auth") && left >= 2) {
                secretAt = next + 2;
                next += 3;
            } else if (arguments.is(next, "setname") && left >= 1) {
                name = ClientCommand.checkedName(arguments, next + 1);
                next += 2;
            } else {
                throw new RedisRefusal(
                        ErrorType.BAD_REQUEST, "ERR Syntax error in HELLO option '" + arguments.raw(next) + "'");
            }
        }
        if (secretAt > 0 && !admit(connection, arguments, secretAt)) {
            return;
        }
        if (connection.access() == null) {
            throw new RedisRefusal(
                    ErrorType.UNAUTHENTICATED,
                    "NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto>"
                            + " AUTH <user> <pass> option can be used to authenticate the client and select the RESP"
                            + " protocol version at the same time");
        }
        if (name != null) {
            connection.peer().name(name);
        }
        connection.replies().version(version);
        tell(connection);
    }

    private static int version(CommandArguments arguments) {
        long version = arguments.number(1);
        if (version == RespNumber.NONE) {
            throw new RedisRefusal(ErrorType.BAD_REQUEST, "ERR Protocol version is not an integer or out of range");
        }
        if (version < 2 || version > THIRD_VERSION) {
            throw new RedisRefusal(ErrorType.UNSUPPORTED, "NOPROTO unsupported protocol version");
        }
        return (int) version;
    }

    private static void tell(RedisConnection connection) {
        RespReplies replies = connection.replies();
        replies.map(HELLO_FIELDS);
        replies.bulk("server");
        replies.bulk("redis");
        replies.bulk("version");
        replies.bulk(ServerIdentity.REDIS_VERSION);
        replies.bulk("proto");
        replies.integer(replies.version());
        replies.bulk("id");
        replies.integer(connection.peer().id());
        replies.bulk("mode");
        replies.bulk("standalone");
        replies.bulk("role");
        replies.bulk("master");
        replies.bulk("modules");
        replies.array(0);
    }
}
