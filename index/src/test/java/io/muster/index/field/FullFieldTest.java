package io.muster.index.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.Flips;
import io.muster.index.memory.ByteArena;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class FullFieldTest {
    private static final Flips NOBODY_HEARS = (criterion, ordinal) -> {};

    @Test
    void shouldSayWhenATextFieldIsFull() {
        TextField field = new TextField("plan", NOBODY_HEARS, 2);
        field.set(1, field.intern("gold"));
        assertFalse(field.isFull());
        field.set(2, field.intern("silver"));
        assertTrue(field.isFull());
    }

    @Test
    void shouldNotGrowByRulesThatAskAFullTextField() {
        TextField field = new TextField("plan", NOBODY_HEARS, 2);
        field.set(1, field.intern("gold"));
        field.set(2, field.intern("silver"));
        Criterion criterion = field.build(new TextPredicate.OneOf(new TreeSet<>(List.of("gold", "lead"))), true);
        assertEquals(3, field.counts().length);
        field.fill(criterion, 0, 3);
        assertArrayEquals(new int[] {1}, criterion.members().toArray());
    }

    @Test
    void shouldSayWhenAListIsFull() {
        ListField values = new ListField("tags", NOBODY_HEARS, 2, 100);
        values.add(1, values.intern("a"));
        assertFalse(values.isFull());
        values.add(1, values.intern("b"));
        assertTrue(values.isFull());

        ListField places = new ListField("tags", NOBODY_HEARS, 100, 5);
        places.add(1, places.intern("a"));
        places.add(1, places.intern("b"));
        assertFalse(places.isFull());
        places.add(2, places.intern("a"));
        places.add(2, places.intern("b"));
        assertTrue(places.isFull());
    }

    @Test
    void shouldNotGrowByRulesThatAskAFullList() {
        ListField field = new ListField("tags", NOBODY_HEARS, 1, 100);
        field.add(1, field.intern("a"));
        int unknown = field.internAsked("b");
        assertEquals(unknown, field.internAsked("c"));
        Criterion criterion = field.build(new ListPredicate.Has(unknown), true);
        assertTrue(criterion.members().isEmpty());
        assertEquals(1, field.values());
        assertEquals(1, field.internAsked("A"));
    }

    @Test
    void shouldCountAsFullWhileOneRecordStillFits() {
        assertFalse(Room.isFull(Room.MAX_BYTES - 1));
        assertTrue(Room.isFull(Room.MAX_BYTES));
        assertTrue(Room.MAX_BYTES + Room.RECORD_BYTES <= ByteArena.LIMIT);
    }
}
