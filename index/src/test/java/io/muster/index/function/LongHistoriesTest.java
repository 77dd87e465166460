package io.muster.index.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.column.Dictionary;
import io.muster.index.criterion.Criterion;
import io.muster.index.history.Events;
import io.muster.index.time.DueHeap;
import io.muster.index.time.EngineTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** Rows that are read are counted, so that the answer does not depend on the machine. */
final class LongHistoriesTest {
    private static final int KIND = Events.kindOf(1);
    private static final int OTHER_KIND = Events.kindOf(2);
    private static final int CUSTOMER = 7;
    private static final int USUAL_ROWS = 16;
    private static final int FUNCTIONS = 40;

    private final Events events = new Events();
    private final List<String> textOfRow = new ArrayList<>();
    private final EventFunctions functions = new EventFunctions(
            events,
            new Dictionary(),
            new EngineTime(0),
            new DueHeap(),
            new DueHeap(),
            (criterion, ordinal) -> {},
            RoaringBitmap.bitmapOf(CUSTOMER),
            USUAL_ROWS);
    private final List<Criterion> criteria = new ArrayList<>();
    private int looks;

    LongHistoriesTest() {
        for (int number = 0; number < FUNCTIONS; number++) {
            String text = "text " + number;
            Criterion criterion = functions.acquire(new EventFunction(
                    text,
                    () -> new EventFunction.Parts(
                            new CountingPicker(text), DateTest.ANY, List.of(new Aggregate.AtLeastOne()))));
            criterion.completed();
            criteria.add(criterion);
        }
    }

    @Test
    void shouldAskOnlyThoseThatTheTextsOfARowConcern() {
        add(KIND, "text 3");
        assertEquals(1, looks);
        add(KIND, "TEXT 4");
        assertEquals(3, looks, "the second one walks through both rows");
        add(KIND, "text of nobody");
        assertEquals(3, looks);
        assertTrue(criteria.get(3).members().contains(CUSTOMER));
        assertTrue(criteria.get(4).members().contains(CUSTOMER));
    }

    @Test
    void shouldNotReadALongHistoryWhenItConcernsAFunctionForTheFirstTime() {
        for (int row = 0; row < 50 * USUAL_ROWS; row++) {
            assertEquals(0, add(row % 2 == 0 ? KIND : OTHER_KIND, "text of nobody"), "row " + row);
        }
        int looked = 0;
        for (int number = 0; number < FUNCTIONS; number++) {
            looked += add(KIND, "text " + number);
        }
        assertTrue(looked <= 3 * FUNCTIONS, "looks at rows: found " + looked);
        criteria.forEach(criterion -> assertTrue(criterion.members().contains(CUSTOMER), criterion::toString));
    }

    @Test
    void shouldReadAHistoryThatGrowsLongOnceForAllFunctions() {
        int most = 0;
        for (int row = 0; row < 50 * USUAL_ROWS; row++) {
            most = Math.max(most, add(KIND, "text " + row % 3));
        }
        assertTrue(most <= 3 * USUAL_ROWS + 3, "looks at rows: found " + most);
        for (int number = 0; number < FUNCTIONS; number++) {
            assertEquals(number < 3, criteria.get(number).members().contains(CUSTOMER), "text " + number);
        }
        assertTrue(add(KIND, "text 1") <= 3, "looks at the new row alone");
    }

    /** Adds a row and returns how often functions looked at one. */
    private int add(int kind, String text) {
        int before = looks;
        textOfRow.add(text);
        functions.touched(CUSTOMER, kind, events.add(CUSTOMER, 0, kind, Events.NONE));
        return looks - before;
    }

    /** Picks rows by their text. */
    private final class CountingPicker extends Picker {
        private final String text;

        CountingPicker(String text) {
            super(KIND);
            this.text = text;
        }

        @Override
        boolean picks(int row) {
            looks++;
            return textOfRow.get(row).equalsIgnoreCase(text);
        }

        @Override
        Set<String> neededTexts() {
            return Set.of(text);
        }

        @Override
        void texts(int row, RowTexts to) {
            to.texts().accept(textOfRow.get(row));
        }

        @Override
        void add(Tally tally) {
            tally.count();
        }
    }
}
