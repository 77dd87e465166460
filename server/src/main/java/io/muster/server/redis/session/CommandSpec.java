package io.muster.server.redis.session;

import java.util.List;

/**
 * What clients are told of a command.
 *
 * @param name in small letters
 * @param arity how many arguments with its name; negative for at least so many
 * @param flags as Redis has them
 * @param firstKey which argument is the first key; 0 for none
 * @param lastKey the last one; negative counts from the end
 * @param step between keys
 * @param group of Redis' documentation
 * @param since which version of Redis
 * @param summary a sentence
 */
public record CommandSpec(
        String name,
        int arity,
        List<String> flags,
        int firstKey,
        int lastKey,
        int step,
        String group,
        String since,
        String summary) {
    /** One without keys. */
    public static CommandSpec of(String name, int arity, String group, String since, String summary) {
        return new CommandSpec(
                name, arity, List.of("noscript", "loading", "stale", "fast"), 0, 0, 0, group, since, summary);
    }

    /** One that reads keys. */
    public static CommandSpec reading(
            String name, int arity, int firstKey, int lastKey, int step, String since, String summary) {
        return new CommandSpec(name, arity, List.of("readonly"), firstKey, lastKey, step, "set", since, summary);
    }

    /** Whether it may have so many arguments. */
    public boolean takes(int arguments) {
        return arity < 0 ? arguments >= -arity : arguments == arity;
    }
}
