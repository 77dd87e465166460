package io.muster.index.segment;

import io.muster.index.Pace;
import io.muster.index.SlowAnswer;
import io.muster.index.algebra.Counting;
import io.muster.index.algebra.Expression;
import io.muster.index.rule.Rule;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.roaringbitmap.RoaringBitmap;

/**
 * Members of a rule that is not saved, and the size of its parts. The criteria that no segment is made of are filled in
 * steps, or scanned for; the last step combines them all, so that the answer is of one moment. Where what it was
 * compiled against has changed by then, it begins again. One thread.
 *
 * @param <T> what is made of it
 */
public final class Preview<T> implements SlowAnswer<T> {
    /** A page of a column is read in about the time of so many. */
    private static final int VISITS_OF_A_PAGE = 128;

    /**
     * What is wanted of the rule.
     *
     * @param eachPart whether the size of each part, or only of the whole
     * @param members how many of its members at least, if there are so many; those that have the lowest ordinals
     */
    public record Wanted(boolean eachPart, int members) {}

    private final PreparedRule prepared;
    private final RuleCompiler compiler;
    private final RuleCompiler.SegmentNames names;
    private final RoaringBitmap living;
    private final IntSupplier ordinals;
    private final BooleanSupplier catchUp;
    private final Wanted wanted;
    private final int pagesAtOnce;
    private final Function<Preview<T>, T> answering;
    private final Map<Rule, Node> nodes = new IdentityHashMap<>();
    private final Map<Rule, Expression> parts = new IdentityHashMap<>();
    private final RoaringBitmap members = new RoaringBitmap();
    private AskedTexts texts;
    private Node node;
    private Filling filling;
    private Scanning scanning;
    private T answer;

    /**
     * Begins. Throws {@link io.muster.index.rule.RuleException}, and then nothing is held.
     *
     * @param ordinals one more than the highest given out so far
     * @param catchUp brings criteria of rules that are not saved to the engine's now, or nearer; whether they are there
     * @param pace says how many pages of columns are read in a step, about
     * @param answering makes the answer in the last step
     */
    public Preview(
            PreparedRule prepared,
            RuleCompiler compiler,
            RuleCompiler.SegmentNames names,
            RoaringBitmap living,
            IntSupplier ordinals,
            BooleanSupplier catchUp,
            Wanted wanted,
            Pace pace,
            Function<Preview<T>, T> answering) {
        this.prepared = prepared;
        this.compiler = compiler;
        this.names = names;
        this.living = living;
        this.ordinals = ordinals;
        this.catchUp = catchUp;
        this.wanted = wanted;
        pagesAtOnce = Math.max(1, pace.visits() / VISITS_OF_A_PAGE);
        this.answering = answering;
        begin();
    }

    private void begin() {
        nodes.clear();
        texts = new AskedTexts(false);
        node = compiler.compileUnsaved(prepared, names, nodes, texts);
        filling = new Filling(List.of(node), ordinals.getAsInt());
        scanning = new Scanning(node, ordinals, wanted.eachPart(), pagesAtOnce);
    }

    /** Throws {@link io.muster.index.rule.RuleException} where a segment that it refers to is gone meanwhile. */
    @Override
    public boolean step() {
        if (!filling.isDone()) {
            filling.step();
            return false;
        }
        if (isOutdated()) {
            close();
            begin();
            return false;
        }
        if (!catchUp.getAsBoolean() || !scanning.step()) {
            return false;
        }
        Expression whole = RuleExpressions.of(prepared.rule(), nodes, parts);
        new Counting(whole, living, members, wanted.members()).finish();
        answer = answering.apply(this);
        return true;
    }

    @Override
    public T get() {
        return answer;
    }

    @Override
    public void close() {
        if (node != null) {
            RuleCompiler.giveBack(node);
            node = null;
        }
    }

    /** Whether a segment or a criterion is gone that it is made of, or a text has come that was not there. */
    private boolean isOutdated() {
        boolean[] outdated = {texts.areOutdated()};
        node.forEach((source, criterion) -> outdated[0] |= criterion.isAbandoned());
        node.forEachSegment(segment -> outdated[0] |= !segment.isLive());
        return outdated[0];
    }

    /** Customers for whom the whole rule holds, as many as are {@link Wanted}; callers must not change it. */
    public RoaringBitmap members() {
        return members;
    }

    /** For how many customers a part of the rule holds; the whole, where others are not {@link Wanted}. */
    public long count(Rule part) {
        return parts.get(part).count();
    }
}
