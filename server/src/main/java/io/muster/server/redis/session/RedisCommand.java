package io.muster.server.redis.session;

import io.muster.server.redis.resp.CommandArguments;

/**
 * A command and what it does.
 *
 * @param spec what clients are told of it
 * @param greets whether it may come before the peer has said who it is
 * @param gathers whether all that it does is ask {@link RedisLoop#gathered}
 * @param action does it
 */
public record RedisCommand(CommandSpec spec, boolean greets, boolean gathers, Action action) {
    /**
     * Carries a command out: tells exactly one reply, at once, or later where the connection was told so, or asks what
     * is then told.
     */
    @FunctionalInterface
    public interface Action {
        /** Called on the connection's I/O thread; the arguments are good until this returns. */
        void run(RedisConnection connection, CommandArguments arguments);
    }

    /** One that only who is let in may use. */
    public static RedisCommand of(CommandSpec spec, Action action) {
        return new RedisCommand(spec, false, false, action);
    }

    /** As above, of which those that come together are answered together. */
    public static RedisCommand gathering(CommandSpec spec, Action action) {
        return new RedisCommand(spec, false, true, action);
    }

    /** One that everybody may use. */
    public static RedisCommand greeting(CommandSpec spec, Action action) {
        return new RedisCommand(spec, true, false, action);
    }
}
