package io.muster.index;

import io.muster.index.algebra.Counting;
import io.muster.index.algebra.Expression;
import io.muster.index.algebra.MembersReading;
import io.muster.index.algebra.SharedMembers;
import io.muster.index.answer.RuleCount;
import io.muster.index.answer.RulePart;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleException;
import io.muster.index.rule.RuleParser;
import io.muster.index.segment.RuleExpressions;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
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
    /** A longer rule, in characters, is not parsed here. */
    static final int LONGEST_RULE = 1_024;

    private final String text;
    private final Rule rule;
    private final Map<String, SharedMembers> segments;
    private final RoaringBitmap customers;
    private final MembersReading reading;
    private Map<Rule, Expression> parts;
    private Counting counting;
    private long sequence;

    private ReadersCount(
            String text,
            Rule rule,
            Map<String, SharedMembers> segments,
            RoaringBitmap customers,
            MembersReading reading) {
        this.text = text;
        this.rule = rule;
        this.segments = segments;
        this.customers = customers;
        this.reading = reading;
    }

    /** Null where it can't be counted like this. */
    static ReadersCount of(String text, Supplier<SegmentCatalog> catalogs, SharedMembers customers) {
        Rule rule = text.length() > LONGEST_RULE ? null : parsed(text);
        if (rule == null || !RuleExpressions.isOfSegments(rule)) {
            return null;
        }
        SegmentCatalog catalog = catalogs.get();
        Map<String, SharedMembers> segments = new LinkedHashMap<>();
        for (String name : RuleExpressions.segments(rule)) {
            SegmentEntry entry = catalog.byName(name);
            if (entry == null) {
                return null;
            }
            segments.put(name, catalog.members(entry));
        }
        List<SharedMembers> read = new ArrayList<>(segments.values());
        boolean negates = RuleExpressions.negates(rule);
        if (negates) {
            read.add(customers);
        }
        return new ReadersCount(
                text,
                rule,
                segments,
                negates ? customers.bitmap() : new RoaringBitmap(),
                new MembersReading(read, () -> catalogs.get() == catalog));
    }

    private static Rule parsed(String text) {
        try {
            return RuleParser.parse(text);
        } catch (RuleException wrong) {
            return null;
        }
    }

    /**
     * Begins, or begins again; false where a command is changing one of the segments right now.
     *
     * @param published the engine's sequence
     */
    public boolean begin(LongSupplier published) {
        boolean begun = reading.begin();
        sequence = reading.sequence(published.getAsLong());
        parts = new IdentityHashMap<>();
        Expression whole =
                RuleExpressions.ofSegments(rule, name -> segments.get(name).bitmap(), parts);
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
        RulePart whole = RulePreviews.part(rule, text, part -> parts.get(part).count());
        return new RuleCount(whole.count(), whole, List.of());
    }

    /** The sequence of the last command that the sizes are of. */
    public long sequence() {
        return sequence;
    }
}
