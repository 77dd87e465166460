package io.muster.server.redis.command;

import io.muster.server.redis.resp.CommandArguments;
import io.muster.server.redis.resp.RespNumber;
import io.muster.server.redis.session.CommandSpec;
import io.muster.server.redis.session.RedisCommand;
import io.muster.server.redis.session.RedisConnection;
import io.muster.server.redis.session.RedisErrors;
import java.util.List;
import java.util.function.Function;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/** Whole segments, and what they have in common. */
final class AlgebraCommands {
    private static final int FIRST_KEY = 1;

    private AlgebraCommands() {}

    static List<RedisCommand> all() {
        return List.of(
                RedisCommand.of(
                        CommandSpec.reading("smembers", 2, 1, 1, 1, "1.0.0", "Returns all members of a set."),
                        AlgebraCommands::union),
                RedisCommand.of(
                        CommandSpec.reading("sunion", -2, 1, -1, 1, "1.0.0", "Returns the union of multiple sets."),
                        AlgebraCommands::union),
                RedisCommand.of(
                        CommandSpec.reading("sinter", -2, 1, -1, 1, "1.0.0", "Returns the intersect of multiple sets."),
                        AlgebraCommands::intersection),
                RedisCommand.of(
                        CommandSpec.reading("sdiff", -2, 1, -1, 1, "1.0.0", "Returns the difference of multiple sets."),
                        AlgebraCommands::difference),
                RedisCommand.of(
                        CommandSpec.reading(
                                "sintercard",
                                -3,
                                0,
                                0,
                                0,
                                "7.0.0",
                                "Returns the number of members of the intersect of multiple sets."),
                        AlgebraCommands::intersectionCardinality));
    }

    private static void union(RedisConnection connection, CommandArguments arguments) {
        SegmentQuery query = SegmentQuery.of(connection, arguments, FIRST_KEY, arguments.count() - FIRST_KEY);
        if (query.isEmpty()) {
            connection.replies().set(0);
        } else {
            query.stream(all -> set(all.size() == 1 ? all.getFirst() : FastAggregation.or(all.iterator())));
        }
    }

    private static void intersection(RedisConnection connection, CommandArguments arguments) {
        SegmentQuery query = SegmentQuery.of(connection, arguments, FIRST_KEY, arguments.count() - FIRST_KEY);
        if (query.lacksOne()) {
            connection.replies().set(0);
        } else {
            query.stream(all -> set(intersection(all)));
        }
    }

    private static void difference(RedisConnection connection, CommandArguments arguments) {
        SegmentQuery query = SegmentQuery.of(connection, arguments, FIRST_KEY, arguments.count() - FIRST_KEY);
        if (query.key(0) == null) {
            connection.replies().set(0);
        } else {
            query.stream(all -> {
                RoaringBitmap left = all.getFirst();
                all.subList(1, all.size()).forEach(left::andNot);
                return set(left);
            });
        }
    }

    private static void intersectionCardinality(RedisConnection connection, CommandArguments arguments) {
        long count = arguments.number(1);
        if (count <= 0) {
            RedisErrors.bad(connection.replies(), "ERR numkeys should be greater than 0");
            return;
        }
        if (count > arguments.count() - 2) {
            RedisErrors.bad(connection.replies(), "ERR Number of keys can't be greater than number of args");
            return;
        }
        int next = 2 + (int) count;
        long limit = 0;
        while (next < arguments.count()) {
            if (!arguments.is(next, "limit") || next + 1 == arguments.count()) {
                RedisErrors.bad(connection.replies(), RedisErrors.SYNTAX);
                return;
            }
            limit = arguments.number(next + 1);
            if (limit < 0 || limit == RespNumber.NONE) {
                RedisErrors.bad(connection.replies(), "ERR LIMIT can't be negative");
                return;
            }
            next += 2;
        }
        long most = limit == 0 ? Long.MAX_VALUE : limit;
        SegmentQuery query = SegmentQuery.of(connection, arguments, 2, (int) count);
        if (query.lacksOne()) {
            connection.replies().integer(0);
            return;
        }
        long counted = query.countHere();
        if (counted >= 0) {
            connection.replies().integer(Math.min(counted, most));
        } else {
            Function<List<RoaringBitmap>, Long> made = all -> (long)
                    (all.size() == 2
                            ? RoaringBitmap.andCardinality(all.get(0), all.get(1))
                            : intersection(all).getCardinality());
            query.answer(made, found -> connection.replies().integer(Math.min(found, most)));
        }
    }

    private static RoaringBitmap intersection(List<RoaringBitmap> all) {
        RoaringBitmap left = all.getFirst();
        all.subList(1, all.size()).forEach(left::and);
        return left;
    }

    private static Ordinals set(RoaringBitmap members) {
        return new Ordinals(members.getIntIterator(), members.getCardinality(), true);
    }
}
