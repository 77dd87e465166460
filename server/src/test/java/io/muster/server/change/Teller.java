package io.muster.server.change;

import io.muster.index.change.Cause;
import io.muster.index.change.Change;
import io.muster.index.change.ChangeListener;
import io.muster.index.change.ChangeListener.Redefinition;
import io.muster.index.record.CommandKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.MutableDirectBuffer;
import org.roaringbitmap.RoaringBitmap;

/**
 * An engine that tells made-up changes: what a sequence brings depends on the seed and the sequence alone. One thread.
 */
final class Teller {
    static final int WORKSPACES = 2;
    static final int SEGMENTS = 3;

    private final AtomicLong sequence = new AtomicLong();
    private final TreeMap<Long, Long> seeds = new TreeMap<>();
    private final int most;

    /** Sequences bring fewer than {@code most} changes each. */
    Teller(long seed, int most) {
        seeds.put(0L, seed);
        this.most = most;
    }

    /** From that sequence on something else happens. */
    Teller fork(long fromSequence, long seed) {
        seeds.tailMap(fromSequence).clear();
        seeds.put(fromSequence, seed);
        return this;
    }

    long sequence() {
        return sequence.get();
    }

    void standAt(long newSequence) {
        sequence.set(newSequence);
    }

    /** Tells what happens up to that sequence. */
    void tellUpTo(long last, ChangeListener listener) {
        while (sequence.get() < last) {
            long next = sequence.get() + 1;
            tell(next, listener);
            sequence.set(next);
        }
    }

    /** Tells the changes of a sequence without finishing it. */
    void tell(long next, ChangeListener listener) {
        Random random = random(next);
        if (random.nextInt(8) == 0) {
            listener.redefined(redefinition(next, random));
        } else {
            one(next, random).forEach(listener::changed);
        }
    }

    /** What a follower of the workspace and segment, 0 for all, should see of a sequence. */
    List<String> expected(long next, int workspaceId, int segmentId) {
        Random random = random(next);
        List<Told> told = random.nextInt(8) == 0 ? told(redefinition(next, random)) : one(next, random);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            Told each = told.get(i);
            if (each.workspaceId == workspaceId && (segmentId == 0 || each.segmentId == segmentId)) {
                lines.add(each.line(i));
            }
        }
        return lines;
    }

    private Random random(long next) {
        return new Random(seeds.floorEntry(next).getValue() * 31 + next);
    }

    private List<Told> one(long next, Random random) {
        List<Told> told = new ArrayList<>();
        int count = random.nextInt(3) == 0 ? 0 : random.nextInt(most);
        Cause cause = random.nextBoolean() ? Cause.TIME : Cause.RECORD;
        int workspaceId = 1 + random.nextInt(WORKSPACES);
        for (int i = 0; i < count; i++) {
            String id = cause == Cause.RECORD ? "record-" + next : "";
            told.add(new Told(
                    workspaceId,
                    1 + random.nextInt(SEGMENTS),
                    next,
                    1_000_000 + next,
                    random.nextInt(100_000),
                    random.nextBoolean(),
                    cause,
                    id));
        }
        return told;
    }

    private Redefinition redefinition(long next, Random random) {
        RoaringBitmap entered = new RoaringBitmap();
        RoaringBitmap left = new RoaringBitmap();
        for (int i = random.nextInt(most); i > 0; i--) {
            (random.nextBoolean() ? entered : left).add(random.nextInt(100_000));
        }
        return new Redefinition(1, 1 + random.nextInt(SEGMENTS), 7, next, 1_000_000 + next, entered, left);
    }

    private static List<Told> told(Redefinition of) {
        List<Told> told = new ArrayList<>();
        of.left().forEach((int ordinal) -> told.add(told(of, ordinal, false)));
        of.entered().forEach((int ordinal) -> told.add(told(of, ordinal, true)));
        return told;
    }

    private static Told told(Redefinition of, int ordinal, boolean entered) {
        return new Told(
                of.workspaceId(), of.segmentId(), of.sequence(), of.atMillis(), ordinal, entered, Cause.DEFINITION, "");
    }

    private record Told(
            int workspaceId,
            int segmentId,
            long sequence,
            long atMillis,
            int ordinal,
            boolean entered,
            Cause cause,
            String id)
            implements Change {
        String line(int index) {
            return sequence + ":" + index + " " + segmentId + " " + ordinal + " " + entered + " " + cause.number() + " "
                    + atMillis + " " + id;
        }

        @Override
        public int segmentVersion() {
            return 7;
        }

        @Override
        public int commandKind() {
            return CommandKind.CUSTOMER;
        }

        @Override
        public String recordId() {
            return id;
        }

        @Override
        public int ownIdLength() {
            return id.length();
        }

        @Override
        public int copyOwnId(MutableDirectBuffer target, int offset) {
            target.putBytes(offset, id.getBytes(StandardCharsets.UTF_8));
            return id.length();
        }
    }
}
