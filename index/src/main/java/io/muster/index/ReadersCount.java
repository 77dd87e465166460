package io.muster.index;

import io.muster.index.algebra.Counting;
import io.muster.index.algebra.Expression;
import io.muster.index.algebra.MembersReading;
import io.muster.index.algebra.SharedMembers;
import io.muster.index.answer.RuleCount;
import io.muster.index.answer.RulePart;
import io.muster.index.rule.Rule;
import io.muster.index.segment.RuleExpressions;
import io.muster.index.segment.SegmentRules;
import io.muster.index.segment.SegmentRules.SegmentRule;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;

/**
 * The size of a rule over segments, and of each of its parts, found in pieces by a reader while the engine's thread
 * goes on. Belongs to one thread, any one.
 *
 * <p>Guarantees: where {@link #get} gives sizes, they are of one moment, that of {@link #sequence}. Where it gives
 * none, a command changed one of the segments meanwhile: begin again, or ask the engine.
 */
public final class ReadersCount {
    /** Parts of most rules. */
    private static final int FEW_PARTS = 8;

    private final String text;
    private final SegmentRule rule;
    private final List<SharedMembers> segments;
    private final RoaringBitmap customers;
    private final MembersReading reading;
    private Map<Rule, Expression> parts;
    private Counting counting;
    private long sequence;

    /** @param segments in the order of their names in the rule; all customers come last where it negates */
    private ReadersCount(
            String text,
            SegmentRule rule,
            List<SharedMembers> segments,
            RoaringBitmap customers,
            MembersReading reading) {
        this.text = text;
        this.rule = rule;
        this.segments = segments;
        this.customers = customers;
        this.reading = reading;
    }

    /** Null where it can't be counted like this. */
    static ReadersCount of(
            String text, SegmentRules rules, Supplier<SegmentCatalog> catalogs, SharedMembers customers) {
        SegmentRule rule = rules.of(text);
        if (rule == null) {
            return null;
        }
        SegmentCatalog catalog = catalogs.get();
        List<SharedMembers> read = new ArrayList<>(rule.segments().size() + 1);
        for (String name : rule.segments()) {
            SegmentEntry entry = catalog.byName(name);
            if (entry == null) {
                return null;
            }
            read.add(catalog.members(entry));
        }
        if (rule.negates()) {
            read.add(customers);
        }
        return new ReadersCount(
                text,
                rule,
                read,
                rule.negates() ? customers.bitmap() : MembersReading.NOBODY,
                new MembersReading(read, () -> catalogs.get() == catalog));
    }

    private RoaringBitmap members(String name) {
        return segments.get(rule.segments().indexOf(name)).bitmap();
    }

    /**
     * Begins, or begins again; false where a command is changing one of the segments right now.
     *
     * @param published the engine's sequence
     */
    public boolean begin(LongSupplier published) {
        boolean begun = reading.begin();
        sequence = reading.sequence(published.getAsLong());
        parts = new IdentityHashMap<>(FEW_PARTS);
        Expression whole = RuleExpressions.ofSegments(rule.rule(), this::members, parts);
        counting = new Counting(whole, customers);
        return begun;
    }

    /**
     * Counts a piece.
     *
     * @param visits how many times 65,536 customers of a segment are looked at, or somewhat more
     * @return whether that was the last piece
     */
    public boolean step(int visits) {
        try {
            return counting.step(visits);
        } catch (RuntimeException e) {
            if (reading.holds()) {
                throw e;
            }
            return true;
        }
    }

    /** The sizes, after the last piece, without a sample; null where what was counted has changed meanwhile. */
    public RuleCount get() {
        if (!reading.holds()) {
            return null;
        }
        RulePart whole =
                RulePreviews.part(rule.rule(), text, part -> parts.get(part).count());
        return new RuleCount(whole.count(), whole, List.of());
    }

    /** The sequence of the last command that the sizes are of. */
    public long sequence() {
        return sequence;
    }
}
