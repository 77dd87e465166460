package io.muster.index.segment;

import io.muster.index.SlowAnswer;
import io.muster.index.memory.Pages;
import io.muster.index.rule.Rule;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.roaringbitmap.RoaringBitmap;

/**
 * Members of a rule that is not saved, and the size of each of its parts. The criteria that nobody else uses are filled
 * in steps; the last step combines them all, so that the answer is of one moment. One thread.
 *
 * @param <T> what is made of it
 */
public final class Preview<T> implements SlowAnswer<T> {
    private final Rule rule;
    private final RoaringBitmap living;
    private final IntSupplier ordinals;
    private final Function<Preview<T>, T> answering;
    private final Map<Rule, Node> nodes = new IdentityHashMap<>();
    private final Map<Rule, Long> counts = new IdentityHashMap<>();
    private final RoaringBitmap members = new RoaringBitmap();
    private final Node node;
    private final Filling filling;
    private T answer;

    /**
     * Begins. Throws {@link io.muster.index.rule.RuleException}, and then nothing is held.
     *
     * @param ordinals one more than the highest given out so far
     * @param answering makes the answer in the last step
     */
    public Preview(
            Rule rule,
            RuleCompiler compiler,
            RuleCompiler.SegmentNames names,
            RoaringBitmap living,
            IntSupplier ordinals,
            Function<Preview<T>, T> answering) {
        this.rule = rule;
        this.living = living;
        this.ordinals = ordinals;
        this.answering = answering;
        node = compiler.compile(rule, names, nodes);
        filling = new Filling(List.of(node), ordinals.getAsInt());
    }

    @Override
    public boolean step() {
        if (!filling.isDone()) {
            filling.step();
            return false;
        }
        for (long from = 0; from < ordinals.getAsInt(); from += Pages.ENTRIES) {
            members.or(members(rule, from, from + Pages.ENTRIES));
        }
        answer = answering.apply(this);
        return true;
    }

    @Override
    public T get() {
        return answer;
    }

    @Override
    public void close() {
        RuleCompiler.release(node);
    }

    /** Customers for whom the whole rule holds; callers must not change it. */
    public RoaringBitmap members() {
        return members;
    }

    /** For how many customers a part of the rule holds. */
    public long count(Rule part) {
        return counts.getOrDefault(part, 0L);
    }

    private RoaringBitmap members(Rule part, long from, long to) {
        RoaringBitmap found = switch (part) {
            case Rule.And and -> {
                RoaringBitmap all = members(and.terms().getFirst(), from, to);
                and.terms().stream().skip(1).forEach(term -> all.and(members(term, from, to)));
                yield all;
            }
            case Rule.Or or -> {
                RoaringBitmap any = members(or.terms().getFirst(), from, to);
                or.terms().stream().skip(1).forEach(term -> any.or(members(term, from, to)));
                yield any;
            }
            case Rule.Not not -> {
                RoaringBitmap rest = living.selectRange(from, to);
                rest.andNot(members(not.term(), from, to));
                yield rest;
            }
            default -> nodes.get(part).members(living, from, to);
        };
        counts.merge(part, found.getLongCardinality(), Long::sum);
        return found;
    }
}
