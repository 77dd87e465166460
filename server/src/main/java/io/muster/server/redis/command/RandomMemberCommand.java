package io.muster.server.redis.command;

import io.muster.index.WorkspaceView;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.redis.resp.CommandArguments;
import io.muster.server.redis.resp.RespLimits;
import io.muster.server.redis.resp.RespNumber;
import io.muster.server.redis.session.CommandSpec;
import io.muster.server.redis.session.KeyAccess;
import io.muster.server.redis.session.RedisCommand;
import io.muster.server.redis.session.RedisConnection;
import io.muster.server.redis.session.RedisErrors;
import io.muster.server.redis.session.RedisRefusal;
import io.muster.server.redis.session.SegmentKey;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/** Members by chance, each as likely as any other. */
final class RandomMemberCommand {
    private static final int KEY = 1;
    private static final int COUNT = 2;
    private static final int GUESSES = 256;
    private static final int NONE = -1;

    private RandomMemberCommand() {}

    static List<RedisCommand> all() {
        return List.of(RedisCommand.of(
                CommandSpec.reading(
                        "srandmember", -2, 1, 1, 1, "1.0.0", "Gets one or multiple random members from a set."),
                RandomMemberCommand::run));
    }

    private static void run(RedisConnection connection, CommandArguments arguments) {
        if (arguments.count() > COUNT + 1) {
            throw new RedisRefusal(ErrorType.BAD_REQUEST, RedisErrors.SYNTAX);
        }
        if (arguments.count() == COUNT + 1) {
            many(connection, arguments);
        } else {
            one(connection, arguments);
        }
    }

    private static void many(RedisConnection connection, CommandArguments arguments) {
        long count = arguments.number(COUNT);
        if (count == RespNumber.NONE) {
            throw new RedisRefusal(ErrorType.BAD_REQUEST, RedisErrors.NO_INTEGER);
        }
        if (count < -RespLimits.MAX_REPEATED_MEMBERS) {
            throw new RedisRefusal(
                    ErrorType.LIMIT,
                    "ERR count: found " + count + ", expected " + -RespLimits.MAX_REPEATED_MEMBERS + " or more");
        }
        SegmentQuery query = SegmentQuery.of(connection, arguments, KEY, 1);
        if (query.isEmpty() || count == 0) {
            connection.replies().array(0);
        } else if (count < 0) {
            query.stream(all -> repeated(all.getFirst(), (int) -count));
        } else {
            query.stream(all -> distinct(all.getFirst(), count));
        }
    }

    private static void one(RedisConnection connection, CommandArguments arguments) {
        SegmentKey key;
        byte[] guessed;
        do {
            key = KeyAccess.find(connection, arguments, KEY);
            guessed = key == null ? null : guess(key);
        } while (key != null && !key.stands());
        if (key == null) {
            connection.replies().nothing();
        } else if (guessed != null) {
            connection.replies().bulk(guessed);
        } else {
            WorkspaceView workspace = key.workspace();
            SegmentQuery.of(connection, arguments, KEY, 1)
                    .answer(all -> select(workspace, all.getFirst()), id -> tell(connection, id));
        }
    }

    private static void tell(RedisConnection connection, byte[] idOrNull) {
        if (idOrNull == null) {
            connection.replies().nothing();
        } else {
            connection.replies().bulk(idOrNull);
        }
    }

    /** Customers at random until one is in the segment: where that is not rare the engine need not be asked. */
    private static byte[] guess(SegmentKey key) {
        WorkspaceView workspace = key.workspace();
        int ordinals = workspace.ordinals();
        for (int i = 0; i < GUESSES && ordinals > 0; i++) {
            int ordinal = ThreadLocalRandom.current().nextInt(ordinals);
            if (workspace.isMember(ordinal, key.segment())) {
                byte[] id = ScanCommands.id(workspace, ordinal);
                if (id.length > 0) {
                    return id;
                }
            }
        }
        return null;
    }

    private static byte[] select(WorkspaceView workspace, RoaringBitmap members) {
        int count = members.getCardinality();
        for (int i = 0; i < GUESSES && count > 0; i++) {
            byte[] id = ScanCommands.id(
                    workspace, members.select(ThreadLocalRandom.current().nextInt(count)));
            if (id.length > 0) {
                return id;
            }
        }
        return null;
    }

    private static Ordinals distinct(RoaringBitmap members, long count) {
        int size = members.getCardinality();
        if (count >= size) {
            return new Ordinals(members.getIntIterator(), size, false);
        }
        boolean leavesOut = count > size / 2;
        RoaringBitmap ranks = new RoaringBitmap();
        long wanted = leavesOut ? size - count : count;
        while (ranks.getCardinality() < wanted) {
            ranks.add(ThreadLocalRandom.current().nextInt(size));
        }
        if (leavesOut) {
            ranks.flip(0L, size);
        }
        RoaringBitmap chosen = new RoaringBitmap();
        IntIterator all = members.getIntIterator();
        for (int rank = 0; all.hasNext(); rank++) {
            int ordinal = all.next();
            if (ranks.contains(rank)) {
                chosen.add(ordinal);
            }
        }
        return new Ordinals(chosen.getIntIterator(), chosen.getCardinality(), false);
    }

    private static Ordinals repeated(RoaringBitmap members, int count) {
        int size = members.getCardinality();
        return new Ordinals(new Draws(members, size, size == 0 ? 0 : count), size == 0 ? 0 : count, false);
    }

    /** Draws with replacement. */
    private static final class Draws implements IntIterator {
        private final RoaringBitmap members;
        private final int size;
        private int left;

        Draws(RoaringBitmap members, int size, int left) {
            this.members = members;
            this.size = size;
            this.left = left;
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public int next() {
            if (left <= 0) {
                return NONE;
            }
            left--;
            return members.select(ThreadLocalRandom.current().nextInt(size));
        }

        @Override
        public IntIterator clone() {
            return new Draws(members, size, left);
        }
    }
}
