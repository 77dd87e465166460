package io.muster.server.redis.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.muster.protocol.codec.ErrorType;
import io.muster.server.redis.resp.CommandArguments;
import io.muster.server.redis.resp.Glob;
import io.muster.server.redis.resp.RespLimits;
import io.muster.server.redis.resp.RespNumber;
import io.muster.server.redis.session.RedisErrors;
import io.muster.server.redis.session.RedisRefusal;

/**
 * What a walk is asked for.
 *
 * @param cursor where it goes on; 0 for its beginning
 * @param pattern of what is told
 * @param count how many to look at, more or less
 * @param type of keys to be told; null for all
 */
record ScanOptions(long cursor, Glob pattern, int count, String type) {
    private static final int USUAL_COUNT = 10;
    private static final int RADIX = 10;

    /**
     * Of the arguments from {@code cursorAt} on. Throws {@link RedisRefusal}.
     *
     * @param ofKeys whether a type may be asked for
     */
    static ScanOptions of(CommandArguments arguments, int cursorAt, boolean ofKeys) {
        long cursor = cursor(arguments, cursorAt);
        Glob pattern = Glob.all();
        int count = USUAL_COUNT;
        String type = null;
        for (int at = cursorAt + 1; at < arguments.count(); at += 2) {
            boolean last = at + 1 == arguments.count();
            if (!last && arguments.is(at, "match")) {
                pattern = pattern(arguments, at + 1);
            } else if (!last && arguments.is(at, "count")) {
                count = count(arguments, at + 1);
            } else if (!last && ofKeys && arguments.is(at, "type")) {
                type = arguments.raw(at + 1);
            } else {
                throw new RedisRefusal(ErrorType.BAD_REQUEST, RedisErrors.SYNTAX);
            }
        }
        return new ScanOptions(cursor, pattern, count, type);
    }

    /** Whether keys of segments are asked for. */
    boolean wantsSets() {
        return type == null || type.equalsIgnoreCase("set");
    }

    /** The pattern that an argument is. Throws {@link RedisRefusal} where it is too long. */
    static Glob pattern(CommandArguments arguments, int at) {
        if (arguments.length(at) > RespLimits.MAX_PATTERN_BYTES) {
            throw new RedisRefusal(
                    ErrorType.LIMIT,
                    "ERR pattern: found " + arguments.length(at) + " bytes, expected at most "
                            + RespLimits.MAX_PATTERN_BYTES);
        }
        return new Glob(arguments.bytes(at));
    }

    private static long cursor(CommandArguments arguments, int at) {
        try {
            return Long.parseUnsignedLong(new String(arguments.bytes(at), ISO_8859_1), RADIX);
        } catch (NumberFormatException e) {
            throw new RedisRefusal(ErrorType.BAD_REQUEST, "ERR invalid cursor");
        }
    }

    private static int count(CommandArguments arguments, int at) {
        long count = arguments.number(at);
        if (count == RespNumber.NONE) {
            throw new RedisRefusal(ErrorType.BAD_REQUEST, RedisErrors.NO_INTEGER);
        }
        if (count < 1) {
            throw new RedisRefusal(ErrorType.BAD_REQUEST, RedisErrors.SYNTAX);
        }
        return (int) Math.min(count, RespLimits.MAX_STEP);
    }
}
