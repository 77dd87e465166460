package io.muster.server.redis.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.muster.protocol.codec.ErrorType;
import io.muster.server.redis.resp.CommandArguments;
import io.muster.server.redis.resp.RespReplies;
import io.muster.server.wire.backend.BackendException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong, in the words of Redis where it has some. */
public final class RedisErrors {
    /** Not logged in. */
    public static final String NO_AUTH = "NOAUTH Authentication required.";

    /** A login that is no good, whatever the reason. */
    public static final String WRONG_PASS = "WRONGPASS invalid username-password pair or user is disabled.";

    /** Options that make no sense. */
    public static final String SYNTAX = "ERR syntax error";

    /** A number that is none. */
    public static final String NO_INTEGER = "ERR value is not an integer or out of range";

    private static final Logger LOG = LoggerFactory.getLogger(RedisErrors.class);
    private static final int SHOWN_CHARACTERS = 128;

    private RedisErrors() {}

    /** There is no such command. */
    static void unknownCommand(RespReplies replies, CommandArguments arguments) {
        StringBuilder rest = new StringBuilder();
        for (int i = 1; i < arguments.count() && rest.length() < SHOWN_CHARACTERS; i++) {
            rest.append('\'')
                    .append(shown(arguments.raw(i), SHOWN_CHARACTERS - rest.length()))
                    .append("' ");
        }
        String text = "ERR unknown command '" + shown(arguments.raw(0), SHOWN_CHARACTERS)
                + "', with args beginning with: " + rest;
        replies.error(ErrorType.UNSUPPORTED, text.getBytes(ISO_8859_1));
    }

    /** There is such a command, and nothing of that name in it. */
    public static void unknownSubcommand(RespReplies replies, String command, CommandArguments arguments) {
        String text =
                "ERR unknown subcommand '" + shown(arguments.raw(1), SHOWN_CHARACTERS) + "'. Try " + command + " HELP.";
        replies.error(ErrorType.UNSUPPORTED, text.getBytes(ISO_8859_1));
    }

    /** Too few arguments, or too many. */
    public static void arity(RespReplies replies, String name) {
        replies.error(ErrorType.BAD_REQUEST, "ERR wrong number of arguments for '" + name + "' command");
    }

    /** Something that is asked for makes no sense. */
    public static void bad(RespReplies replies, String text) {
        replies.error(ErrorType.BAD_REQUEST, text);
    }

    /** What the server could not do. */
    public static void failure(RespReplies replies, Throwable failure) {
        Throwable reason =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (reason instanceof RedisRefusal refusal) {
            replies.error(refusal.type(), refusal.getMessage());
            return;
        }
        if (!(reason instanceof BackendException refused)) {
            LOG.error("command failed", reason);
            replies.error(ErrorType.INTERNAL, "ERR fault of the server, see its log: " + reason);
            return;
        }
        switch (refused.kind()) {
            case STARTING -> replies.error(ErrorType.STARTING, "LOADING " + refused.getMessage());
            case BUSY -> replies.error(ErrorType.BUSY, "BUSY " + refused.getMessage());
            case LIMIT -> replies.error(ErrorType.LIMIT, "ERR " + refused.getMessage());
            default -> replies.error(ErrorType.INTERNAL, "ERR " + refused.getMessage());
        }
    }

    private static String shown(String raw, int most) {
        int end = raw.indexOf('\0');
        String text = end < 0 ? raw : raw.substring(0, end);
        return text.length() <= most ? text : text.substring(0, most);
    }
}
