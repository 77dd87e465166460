package io.muster.index;

import io.muster.index.answer.EditEffect;
import io.muster.index.answer.RuleCount;
import io.muster.index.answer.RulePart;
import io.muster.index.id.IdTable;
import io.muster.index.memory.Pages;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleText;
import io.muster.index.rule.Span;
import io.muster.index.segment.Preview;
import io.muster.index.segment.Segments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/** What is made of the members of a rule that is not saved. The engine's thread. */
final class RulePreviews {
    /** What is asked of a rule, and how the answer is made. */
    record Asked<T>(Preview.Wanted wanted, Function<Rule, Function<Preview<T>, T>> answering) {}

    private RulePreviews() {}

    static Asked<RuleCount> count(String text, int sample, IdTable ids) {
        return new Asked<>(new Preview.Wanted(true, sample), rule -> preview -> {
            RulePart whole = part(rule, text, preview::count);
            return new RuleCount(whole.count(), whole, sample(preview.members(), sample, ids));
        });
    }

    static Asked<EditEffect> edit(Segments segments, int segmentId, int sample, IdTable ids) {
        return new Asked<>(new Preview.Wanted(false, Integer.MAX_VALUE), rule -> preview -> {
            RoaringBitmap after = preview.members();
            RoaringBitmap members = segments.members(segmentId);
            RoaringBitmap before = members == null ? new RoaringBitmap() : members;
            long staying = RoaringBitmap.andCardinality(before, after);
            long entering = after.getLongCardinality() - staying;
            long leaving = before.getLongCardinality() - staying;
            return new EditEffect(
                    before.getLongCardinality(),
                    after.getLongCardinality(),
                    entering,
                    leaving,
                    staying,
                    sample(after, before, (a, b) -> RoaringBitmap.andNot(a, b), Math.min(sample, entering), ids),
                    sample(before, after, (a, b) -> RoaringBitmap.andNot(a, b), Math.min(sample, leaving), ids),
                    sample(before, after, (a, b) -> RoaringBitmap.and(a, b), Math.min(sample, staying), ids));
        });
    }

    /** A rule part by part, with the size of each. Any thread. */
    static RulePart part(Rule rule, String text, ToLongFunction<Rule> sizes) {
        List<Rule> joined = RuleText.terms(rule);
        List<RulePart> terms = joined.isEmpty() ? List.of() : new ArrayList<>(joined.size());
        for (Rule term : joined) {
            terms.add(part(term, text, sizes));
        }
        RulePart.Kind kind = switch (rule) {
            case Rule.Or or -> RulePart.Kind.OR;
            case Rule.And and -> RulePart.Kind.AND;
            case Rule.Not not -> RulePart.Kind.NOT;
            default -> RulePart.Kind.CONDITION;
        };
        Span span = rule.span();
        String source = RuleText.source(text, span);
        return new RulePart(kind, source, span.line(), span.column(), sizes.applyAsLong(rule), terms);
    }

    /** So many of what is left of two sets, which are there; page by page. */
    private static List<String> sample(
            RoaringBitmap one, RoaringBitmap other, BinaryOperator<RoaringBitmap> joining, long size, IdTable ids) {
        List<String> sample = new ArrayList<>();
        for (long start = 0; sample.size() < size; start += Pages.ENTRIES) {
            long end = start + Pages.ENTRIES;
            RoaringBitmap page = joining.apply(one.selectRange(start, end), other.selectRange(start, end));
            sample.addAll(sample(page, (int) size - sample.size(), ids));
        }
        return sample;
    }

    private static List<String> sample(RoaringBitmap ordinals, int size, IdTable ids) {
        List<String> sample = new ArrayList<>();
        PeekableIntIterator next = ordinals.getIntIterator();
        while (next.hasNext() && sample.size() < size) {
            sample.add(ids.text(next.next()));
        }
        return sample;
    }
}
