package io.muster.index;

import io.muster.index.answer.EditEffect;
import io.muster.index.answer.RuleCount;
import io.muster.index.answer.RulePart;
import io.muster.index.id.IdTable;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleText;
import io.muster.index.rule.Span;
import io.muster.index.segment.Preview;
import io.muster.index.segment.Segments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/** What is made of the members of a rule that is not saved. The engine's thread. */
final class RulePreviews {
    private RulePreviews() {}

    static Function<Rule, Function<Preview<RuleCount>, RuleCount>> count(String text, int sample, IdTable ids) {
        return rule -> preview -> {
            RulePart whole = part(rule, text, preview::count);
            return new RuleCount(whole.count(), whole, sample(preview.members(), sample, ids));
        };
    }

    static Function<Rule, Function<Preview<EditEffect>, EditEffect>> edit(
            Segments segments, int segmentId, int sample, IdTable ids) {
        return rule -> preview -> {
            RoaringBitmap after = preview.members();
            RoaringBitmap members = segments.members(segmentId);
            RoaringBitmap before = members == null ? new RoaringBitmap() : members;
            RoaringBitmap entering = RoaringBitmap.andNot(after, before);
            RoaringBitmap leaving = RoaringBitmap.andNot(before, after);
            RoaringBitmap staying = RoaringBitmap.and(before, after);
            return new EditEffect(
                    before.getLongCardinality(),
                    after.getLongCardinality(),
                    entering.getLongCardinality(),
                    leaving.getLongCardinality(),
                    staying.getLongCardinality(),
                    sample(entering, sample, ids),
                    sample(leaving, sample, ids),
                    sample(staying, sample, ids));
        };
    }

    /** A rule part by part, with the size of each. Any thread. */
    static RulePart part(Rule rule, String text, ToLongFunction<Rule> sizes) {
        List<RulePart> terms = RuleText.terms(rule).stream()
                .map(term -> part(term, text, sizes))
                .toList();
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

    private static List<String> sample(RoaringBitmap ordinals, int size, IdTable ids) {
        List<String> sample = new ArrayList<>();
        PeekableIntIterator next = ordinals.getIntIterator();
        while (next.hasNext() && sample.size() < size) {
            sample.add(ids.text(next.next()));
        }
        return sample;
    }
}
