package io.muster.index.function;

import io.muster.index.column.Dictionary;
import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.CriterionSource;
import io.muster.index.criterion.Flips;
import io.muster.index.history.Events;
import io.muster.index.time.DueHeap;
import io.muster.index.time.EngineTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntArrayList;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * The functions over events of one workspace. An event asks only those that look at its kind, and of these only those
 * that its texts concern. One thread.
 */
public final class EventFunctions extends CriterionSource {
    private static final FunctionCriterion[] NONE = {};
    private static final Comparator<FunctionCriterion> BY_QUESTION =
            Comparator.comparing(criterion -> criterion.predicate().toString());

    /** A history takes about a microsecond to ask: some two milliseconds at a time. */
    private static final int FILL_LENGTH = 2_048;

    private final Events events;
    private final Dictionary texts;
    private final EngineTime time;
    private final DueHeap heap;
    private final DueHeap unsavedHeap;
    private final Flips flips;
    private final RoaringBitmap living;
    private final LongHistories longHistories;
    private final Int2ObjectHashMap<KindCriteria> byKind = new Int2ObjectHashMap<>();
    private final List<HistoryWalk> walks = new ArrayList<>();
    private boolean closed;
    /** In an order that does not depend on when they came, as after a restart. */
    private FunctionCriterion[] saved = NONE;

    private FunctionCriterion[] apart = NONE;
    private FunctionCriterion[] askedAtBirth = NONE;

    /**
     * No functions yet.
     *
     * @param texts of orders and checkouts
     * @param unsavedHeap for functions of rules that are not saved
     * @param living the customers there are; kept up by the caller
     * @param usualRows histories of more rows than that are not walked through again for each event
     */
    public EventFunctions(
            Events events,
            Dictionary texts,
            EngineTime time,
            DueHeap heap,
            DueHeap unsavedHeap,
            Flips flips,
            RoaringBitmap living,
            int usualRows) {
        longHistories = new LongHistories(events, usualRows);
        this.unsavedHeap = unsavedHeap;
        this.events = events;
        this.texts = texts;
        this.time = time;
        this.heap = heap;
        this.flips = flips;
        this.living = living;
    }

    /**
     * A row of that kind in the customer's history is new, or something of it has changed that is none of its texts.
     */
    public void touched(int ordinal, int kind, int row) {
        KindCriteria criteria = byKind.get(kind);
        if (criteria != null) {
            criteria.touched(ordinal, row);
        }
        readAgain(ordinal, kind, row);
    }

    /** A row of that kind in the customer's history has changed, or is gone. */
    public void changed(int ordinal, int kind, int row) {
        KindCriteria criteria = byKind.get(kind);
        if (criteria != null) {
            criteria.changed(ordinal, row);
        }
        readAgain(ordinal, kind, row);
    }

    /** As {@link #changed}, where it is of no concern to functions. */
    public void readAgain(int ordinal, int kind, int row) {
        for (int i = 0; i < walks.size(); i++) {
            walks.get(i).changed(ordinal, kind, row);
        }
        readIfLong(ordinal);
    }

    /** A customer has come; a function that holds for nothing, such as {@code count = 0}, holds. */
    public void born(int ordinal) {
        for (FunctionCriterion criterion : askedAtBirth) {
            criterion.ask(ordinal);
        }
    }

    /** A customer is gone. */
    public void died(int ordinal) {
        forget(saved, ordinal);
        forget(apart, ordinal);
        longHistories.forget(ordinal);
        for (HistoryWalk walk : List.copyOf(walks)) {
            if (walk.ordinal() == ordinal) {
                walk.lose();
            }
        }
    }

    @Override
    protected Criterion build(Object predicate, boolean saved) {
        int firstYounger = living.isEmpty() ? 0 : living.last() + 1;
        FunctionCriterion criterion = new FunctionCriterion(
                (EventFunction) predicate,
                events,
                time,
                saved ? heap : unsavedHeap,
                flips,
                firstYounger,
                longHistories);
        byKind.computeIfAbsent(criterion.kind(), kind -> new KindCriteria(texts))
                .add(criterion);
        if (saved) {
            this.saved = KindCriteria.with(this.saved, criterion);
            Arrays.sort(this.saved, BY_QUESTION);
        } else {
            apart = KindCriteria.with(apart, criterion);
        }
        findAskedAtBirth();
        return criterion;
    }

    @Override
    public int fillLength() {
        return FILL_LENGTH;
    }

    @Override
    public int fill(Criterion criterion, int from, int to) {
        FunctionCriterion function = (FunctionCriterion) criterion;
        int visits = 0;
        int ordinal = from;
        for (; ordinal < to && visits < FILL_LENGTH; ordinal++) {
            if (living.contains(ordinal)) {
                int asked = function.fill(ordinal);
                if (asked == FunctionCriterion.UNFINISHED) {
                    break;
                }
                visits += asked;
            }
        }
        function.filledTo(ordinal);
        return ordinal;
    }

    @Override
    protected void drop(Criterion criterion) {
        FunctionCriterion function = (FunctionCriterion) criterion;
        KindCriteria criteria = byKind.get(function.kind());
        criteria.remove(function);
        if (criteria.isEmpty()) {
            byKind.remove(function.kind());
        }
        saved = KindCriteria.without(saved, function);
        apart = KindCriteria.without(apart, function);
        findAskedAtBirth();
        function.withdraw();
    }

    /** Picks the events of a customer that one of its criteria looks at, whatever their date. */
    public Picking picking(Criterion criterion) {
        return ((FunctionCriterion) criterion).picking();
    }

    /**
     * Begins a walk through the history of a customer; it hears of what changes there until it is closed.
     *
     * @param readers are told of the rows
     */
    public HistoryWalk walk(int ordinal, List<? extends HistoryWalk.Reader> readers) {
        HistoryWalk walk = new HistoryWalk(events, ordinal, readers, walks::remove);
        walks.add(walk);
        return walk;
    }

    /** What the row names is about to be overwritten. */
    public void erasing(int row) {
        for (int i = 0; i < walks.size(); i++) {
            walks.get(i).erasing(row);
        }
    }

    /** Histories came otherwise than row by row: reads those that are long. */
    public void readLongHistories() {
        living.forEach((IntConsumer) this::readIfLong);
    }

    /** The workspace is gone. */
    public void close() {
        closed = true;
        List.copyOf(walks).forEach(HistoryWalk::lose);
    }

    /** Whether the workspace is gone. */
    public boolean isClosed() {
        return closed;
    }

    private void findAskedAtBirth() {
        askedAtBirth = Stream.of(saved, apart)
                .flatMap(Arrays::stream)
                .filter(FunctionCriterion::holdsForNothing)
                .toArray(FunctionCriterion[]::new);
    }

    private static void forget(FunctionCriterion[] criteria, int ordinal) {
        for (FunctionCriterion criterion : criteria) {
            criterion.forget(ordinal);
        }
    }

    /**
     * What each function makes of a history that has just grown long, found in one walk for all of them; what they
     * answer stays as it is.
     */
    private void readIfLong(int ordinal) {
        if (longHistories.begin(ordinal) && !byKind.isEmpty()) {
            IntArrayList rows = longHistories.rows(ordinal);
            // The oldest first, because times mostly come in order.
            for (int i = rows.size() - 1; i >= 0; i--) {
                int row = rows.getInt(i);
                KindCriteria criteria = byKind.get(events.kind(row));
                if (criteria != null) {
                    criteria.readPast(ordinal, row);
                }
            }
        }
    }
}
