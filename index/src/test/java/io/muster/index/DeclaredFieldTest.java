package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.record.CommandKind;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import io.muster.index.workspace.FieldDeclarations;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeclaredFieldTest {
    private final Shop shop = new Shop("Europe/Skopje", "2026-06-01T10:00:00Z");

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shouldLetARuleNameAFieldThatNobodyHasHad() {
        assertTrue(declare("facts.shoe_size", "number").accepted());
        shop.segment("large", "metafields.facts.shoe_size >= 45");
        shop.segment("unknown", "metafields.facts.shoe_size IS NULL");
        shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, "ana")
                        .name(Tag.FIELD, "facts.shoe_size")
                        .decimal(Tag.FIELD, 46 * Decimals.ONE));
        shop.customer("bob");
        assertEquals(Set.of("ana"), shop.members("large"));
        assertEquals(Set.of("bob"), shop.members("unknown"));
    }

    @Test
    void shouldTakeEveryType() {
        String[][] rules = {
            {"number", "field.f > 1"},
            {"text", "field.f STARTS WITH 'x'"},
            {"boolean", "field.f = true"},
            {"date", "anniversary(field.f) = today"},
            {"list", "field.f CONTAINS ALL ('a', 'b')"}
        };
        for (String[] rule : rules) {
            assertTrue(declare(rule[0] + "_f", rule[0]).accepted());
            shop.segment(rule[0], rule[1].replace("field.f", "field." + rule[0] + "_f"));
        }
    }

    @Test
    void shouldDeclareAgainAsTheSameAndRefuseAnother() {
        assertEquals(FieldDeclarations.DECLARED_NOW, declare("plan", "text").id());
        assertTrue(declare("plan", "text").accepted());
        assertEquals(0, declare("plan", "text").id());
        assertTaken("plan", "date", "type: found date, expected text, which field.plan is already");
    }

    @Test
    void shouldKeepTheTypeOfAFieldFirstSeen() {
        shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, "ana")
                        .name(Tag.FIELD, "points")
                        .decimal(Tag.FIELD, Decimals.ONE));
        assertTrue(declare("points", "number").accepted());
        assertTaken("points", "list", "type: found list, expected number, which field.points is already");
    }

    @Test
    void shouldRefuseAValueOfAnotherTypeThanDeclared() {
        declare("since", "date");
        Outcome outcome = shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, "ana")
                        .name(Tag.FIELD, "since")
                        .text(Tag.FIELD, "long ago"));
        assertEquals(Outcome.Kind.BAD_FIELD, outcome.kind());
        assertEquals("fields.since", outcome.field());
    }

    @Test
    void shouldTakeADateForTextWhereTextIsDeclared() {
        declare("note", "text");
        shop.segment("noted", "field.note = '2026-01-31'");
        shop.record(
                CommandKind.CUSTOMER,
                writer ->
                        writer.text(Tag.CUSTOMER, "ana").name(Tag.FIELD, "note").text(Tag.FIELD, "2026-01-31"));
        assertEquals(Set.of("ana"), shop.members("noted"));
    }

    @Test
    void shouldRefuseABadNameTypeOrOneTooMany() {
        assertRefused("", "text", "name", "found a name of 0 bytes, expected 1 to 100");
        assertRefused("x".repeat(101), "text", "name", "found a name of 101 bytes, expected 1 to 100");
        assertRefused("x", "integer", "type", "found 'integer', expected one of boolean, date, list, number, text");
        for (int i = 0; i < 1_000; i++) {
            assertTrue(declare("f" + i, "number").accepted());
        }
        assertRefused("more", "number", "name", "found a new field, expected one of the 1000 there are");
        assertTrue(declare("f7", "number").accepted());
    }

    private Outcome declare(String path, String type) {
        return shop.command(Commands.declareField(shop.id, path, type));
    }

    private void assertTaken(String path, String type, String reason) {
        Outcome outcome = declare(path, type);
        assertEquals(Outcome.Kind.NAME_TAKEN, outcome.kind());
        assertEquals(reason, outcome.reason());
    }

    private void assertRefused(String path, String type, String field, String reason) {
        Outcome outcome = declare(path, type);
        assertEquals(Outcome.Kind.BAD_FIELD, outcome.kind());
        assertEquals(field, outcome.field());
        assertEquals(reason, outcome.reason());
    }
}
