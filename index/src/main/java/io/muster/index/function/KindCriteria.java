package io.muster.index.function;

import io.muster.index.column.Dictionary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The functions that look at one kind of row. Of those that ask for few texts, a row concerns only the ones that ask
 * for a text that it has: a thousand segments each about one product cost an order no more than those about its
 * products. One thread.
 */
final class KindCriteria {
    private static final FunctionCriterion[] NONE = {};

    private final Dictionary texts;
    private final Map<String, FunctionCriterion[]> byText = new HashMap<>();
    private final Int2ObjectHashMap<FunctionCriterion[]> byNumber = new Int2ObjectHashMap<>();
    private final BitSet seenNumbers = new BitSet();
    private final List<FunctionCriterion> concerned = new ArrayList<>();
    private final RowTexts rowTexts = new RowTexts(this::concern, this::concern);
    private long round;
    private FunctionCriterion[] all = NONE;
    private FunctionCriterion[] always = NONE;

    /**
     * No functions yet.
     *
     * @param texts of orders and checkouts, by number
     */
    KindCriteria(Dictionary texts) {
        this.texts = texts;
    }

    void add(FunctionCriterion criterion) {
        all = with(all, criterion);
        Set<String> needed = criterion.neededTexts();
        if (needed == null) {
            always = with(always, criterion);
        } else {
            needed.forEach(text -> byText.merge(text, new FunctionCriterion[] {criterion}, KindCriteria::joined));
            forgetNumbers();
        }
    }

    void remove(FunctionCriterion criterion) {
        all = without(all, criterion);
        Set<String> needed = criterion.neededTexts();
        if (needed == null) {
            always = without(always, criterion);
        } else {
            needed.forEach(text -> byText.computeIfPresent(text, (same, criteria) -> {
                FunctionCriterion[] fewer = without(criteria, criterion);
                return fewer.length == 0 ? null : fewer;
            }));
            forgetNumbers();
        }
    }

    boolean isEmpty() {
        return all.length == 0;
    }

    /** Anything of a row has changed, also its texts, or it is gone. */
    void changed(int ordinal, int row) {
        for (FunctionCriterion criterion : all) {
            criterion.changed(ordinal, row);
        }
    }

    /** A row is new, or something of it has changed that is none of its texts. */
    void touched(int ordinal, int row) {
        findConcerned(row);
        for (int i = 0; i < concerned.size(); i++) {
            concerned.get(i).changed(ordinal, row);
        }
    }

    /** A row of a long history that is read for the first time. */
    void readPast(int ordinal, int row) {
        findConcerned(row);
        for (int i = 0; i < concerned.size(); i++) {
            concerned.get(i).readPast(ordinal, row);
        }
    }

    private void findConcerned(int row) {
        concerned.clear();
        Collections.addAll(concerned, always);
        if (always.length < all.length) {
            round++;
            all[0].texts(row, rowTexts);
        }
    }

    private void concern(int textId) {
        if (textId == 0) {
            return;
        }
        if (!seenNumbers.get(textId)) {
            seenNumbers.set(textId);
            FunctionCriterion[] criteria = find(texts.text(textId));
            if (criteria != null) {
                byNumber.put(textId, criteria);
            }
        }
        concern(byNumber.get(textId));
    }

    private void concern(String text) {
        concern(find(text));
    }

    private FunctionCriterion[] find(String text) {
        return byText.get(text.toLowerCase(Locale.ROOT));
    }

    private void concern(FunctionCriterion[] criteria) {
        if (criteria == null) {
            return;
        }
        for (FunctionCriterion criterion : criteria) {
            if (criterion.isFirstIn(round)) {
                concerned.add(criterion);
            }
        }
    }

    private void forgetNumbers() {
        seenNumbers.clear();
        byNumber.clear();
    }

    /** The criteria and one more. */
    static FunctionCriterion[] with(FunctionCriterion[] criteria, FunctionCriterion criterion) {
        return joined(criteria, new FunctionCriterion[] {criterion});
    }

    private static FunctionCriterion[] joined(FunctionCriterion[] some, FunctionCriterion[] more) {
        FunctionCriterion[] joined = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, joined, some.length, more.length);
        return joined;
    }

    /** The criteria but for one. */
    static FunctionCriterion[] without(FunctionCriterion[] criteria, FunctionCriterion criterion) {
        return Arrays.stream(criteria).filter(other -> other != criterion).toArray(FunctionCriterion[]::new);
    }
}
