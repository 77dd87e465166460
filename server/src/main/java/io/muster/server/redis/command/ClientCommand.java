package io.muster.server.redis.command;

import io.muster.protocol.codec.ErrorType;
import io.muster.server.redis.resp.CommandArguments;
import io.muster.server.redis.session.CommandSpec;
import io.muster.server.redis.session.PeerState;
import io.muster.server.redis.session.RedisCommand;
import io.muster.server.redis.session.RedisConnection;
import io.muster.server.redis.session.RedisErrors;
import io.muster.server.redis.session.RedisRefusal;
import java.util.List;
import java.util.Locale;

/** What clients say of themselves and ask about themselves; of others nothing is told. */
final class ClientCommand {
    /** Longest name of a connection, in bytes. */
    static final int MAX_NAME_BYTES = 256;

    private static final String OK = "OK";

    private ClientCommand() {}

    static List<RedisCommand> all() {
        return List.of(RedisCommand.of(
                CommandSpec.of("client", -2, "connection", "2.4.0", "A container for client connection commands."),
                ClientCommand::run));
    }

    private static void run(RedisConnection connection, CommandArguments arguments) {
        String subcommand =
                arguments.length(1) > MAX_NAME_BYTES ? "" : arguments.raw(1).toLowerCase(Locale.ROOT);
        int arity = switch (subcommand) {
            case "id", "getname", "info", "getredir" -> 2;
            case "setname", "no-evict", "no-touch", "reply" -> 3;
            case "setinfo" -> 4;
            case "list" -> arguments.count();
            default -> 0;
        };
        if (arity == 0) {
            RedisErrors.unknownSubcommand(connection.replies(), "CLIENT", arguments);
        } else if (arguments.count() != arity) {
            RedisErrors.arity(connection.replies(), "client|" + subcommand);
        } else {
            answer(connection, arguments, subcommand);
        }
    }

    private static void answer(RedisConnection connection, CommandArguments arguments, String subcommand) {
        PeerState peer = connection.peer();
        switch (subcommand) {
            case "id" -> connection.replies().integer(peer.id());
            case "getname" -> tellName(connection);
            case "setname" -> {
                peer.name(checkedName(arguments, 2));
                connection.replies().simple(OK);
            }
            case "setinfo" -> setInfo(connection, arguments);
            case "info" -> connection.replies().text(line(connection) + "\n");
            case "list" -> list(connection, arguments);
            case "getredir" -> connection.replies().integer(-1);
            case "reply" -> acceptIf(connection, arguments.is(2, "on"));
            default -> acceptIf(connection, arguments.is(2, "on") || arguments.is(2, "off"));
        }
    }

    /** A name without blanks, line ends and what is not ASCII. Throws {@link RedisRefusal}. */
    static String checkedName(CommandArguments arguments, int index) {
        String name = arguments.length(index) > MAX_NAME_BYTES ? " " : arguments.raw(index);
        if (name.chars().anyMatch(found -> found < '!' || found > '~')) {
            throw new RedisRefusal(
                    ErrorType.BAD_REQUEST, "ERR Client names cannot contain spaces, newlines or special characters.");
        }
        return name;
    }

    private static void tellName(RedisConnection connection) {
        if (connection.peer().name().isEmpty()) {
            connection.replies().nothing();
        } else {
            connection.replies().bulk(connection.peer().name());
        }
    }

    private static void setInfo(RedisConnection connection, CommandArguments arguments) {
        if (arguments.is(2, "lib-name")) {
            connection.peer().library(checkedName(arguments, 3));
        } else if (arguments.is(2, "lib-ver")) {
            connection.peer().libraryVersion(checkedName(arguments, 3));
        } else {
            RedisErrors.bad(connection.replies(), "ERR Unrecognized option '" + arguments.raw(2) + "'");
            return;
        }
        connection.replies().simple(OK);
    }

    private static void list(RedisConnection connection, CommandArguments arguments) {
        if (arguments.count() > 2 && !arguments.is(2, "type") && !arguments.is(2, "id")) {
            throw new RedisRefusal(ErrorType.BAD_REQUEST, RedisErrors.SYNTAX);
        }
        connection.replies().text(line(connection) + "\n");
    }

    private static void acceptIf(RedisConnection connection, boolean known) {
        if (known) {
            connection.replies().simple(OK);
        } else {
            RedisErrors.bad(connection.replies(), RedisErrors.SYNTAX);
        }
    }

    private static String line(RedisConnection connection) {
        PeerState peer = connection.peer();
        return "id=" + peer.id() + " addr="
                + address(connection.context().channel().remoteAddress()) + " laddr="
                + address(connection.context().channel().localAddress()) + " name=" + peer.name() + " age="
                + (System.currentTimeMillis() - peer.sinceMillis()) / 1_000
                + " idle=0 flags=N db=0 sub=0 psub=0 ssub=0 multi=-1 cmd=client user=default lib-name="
                + peer.library() + " lib-ver=" + peer.libraryVersion() + " resp="
                + connection.replies().version();
    }

    private static String address(Object address) {
        String text = String.valueOf(address);
        return text.substring(text.indexOf('/') + 1);
    }
}
