package io.muster.server.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.index.SegmentEntry;
import io.muster.index.answer.RecordEffect;
import io.muster.server.Soak;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is foretold of a record is what the record then does. {@code -Dmuster.seed=s} runs that history alone. */
final class RehearsalTest {
    private static final Set<RandomRules.Form> FORMS = EngineShop.FORMS;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STEPS = 120;
    private static final int MIN_HISTORIES = 30;
    private static final int MAX_HISTORIES = 400;
    private static final long TIME_LIMIT_NS = 3_000_000_000L;

    private int changed;
    private int changedOthers;
    private int refused;

    @Test
    void shouldForetellWhatARecordDoesAndChangeNothing() throws JsonProcessingException {
        Long only = Long.getLong("muster.seed");
        if (only != null) {
            play(only);
            return;
        }
        int soak = Soak.rounds(0);
        long firstSeed = System.nanoTime() ^ ProcessHandle.current().pid() << 40;
        System.out.println("first seed: " + firstSeed);
        long deadline = System.nanoTime() + TIME_LIMIT_NS;
        int done = 0;
        while (soak > 0
                ? done < soak
                : done < MAX_HISTORIES && (done < MIN_HISTORIES || System.nanoTime() < deadline)) {
            play(firstSeed + done);
            done++;
        }
        System.out.println("histories: " + done + ", records that changed a membership: " + changed
                + ", of another customer: " + changedOthers + ", that were refused: " + refused);
        assertTrue(changed > done && changedOthers > 0 && refused > 0);
    }

    private void play(long seed) throws JsonProcessingException {
        History history = RandomHistory.of(seed, STEPS, FORMS);
        SplittableRandom random = new SplittableRandom(seed);
        try (EngineShop shop = new EngineShop(history.zone(), "EUR", history.start(), 100)) {
            int step = 0;
            for (History.Step each : history.steps()) {
                String where = "seed " + seed + " (-Dmuster.seed=" + seed + "), step " + step++ + ": " + each;
                switch (each) {
                    case History.Step.Take take -> take(shop, disturbed(take.json(), random), where);
                    case History.Step.Advance advance -> shop.advance(advance.now());
                    case History.Step.Define define -> {
                        shop.define("segment " + step, define.rule());
                        shop.define("segments by " + step, overOthers(shop, random));
                    }
                    case History.Step.Edit edit -> shop.edit(edit.name(), edit.rule());
                    case History.Step.Rename rename -> shop.rename(rename.name(), rename.newName());
                    case History.Step.Rollback back -> shop.rollback(back.name(), back.version());
                    case History.Step.Delete delete -> shop.delete(delete.name());
                    case History.Step.Declare declare -> shop.declare(declare.path(), declare.type());
                }
            }
        }
    }

    private static String overOthers(EngineShop shop, SplittableRandom random) {
        List<SegmentEntry> others = shop.view().segments().entries();
        return "SEGMENT IN ('" + oneOf(others, random) + "', '" + oneOf(others, random) + "') AND SEGMENT != '"
                + oneOf(others, random) + "' OR number_of_orders = 2";
    }

    private static String oneOf(List<SegmentEntry> segments, SplittableRandom random) {
        return segments.get(random.nextInt(segments.size())).name();
    }

    private void take(EngineShop shop, String json, String where) {
        Map<String, Set<String>> before = memberships(shop);
        String stateBefore = state(shop);
        RecordEffect foretold = shop.whatIf(json);
        assertEquals(before, memberships(shop), where);
        assertEquals(stateBefore, state(shop), where);
        boolean taken = shop.take(json, false);
        if (foretold == null) {
            return;
        }
        String what = where + "\n" + json;
        assertEquals(taken ? null : shop.refusal(), foretold.refusal(), what);
        assertEquals(effects(before, memberships(shop)), effects(foretold), what);
        refused += taken ? 0 : 1;
        changed += effects(foretold).isEmpty() ? 0 : 1;
        changedOthers += foretold.customers().size() > 1 ? 1 : 0;
    }

    /** Some records leave out whom they are about, or replace a refund of another order. */
    private static String disturbed(String json, SplittableRandom random) throws JsonProcessingException {
        ObjectNode record = (ObjectNode) JSON.readTree(json);
        String type = record.get("type").asText();
        boolean optional =
                Set.of("order_status", "order_refunded", "checkout_completed").contains(type);
        if (optional && random.nextInt(3) == 0) {
            record.remove("customer");
        }
        if (type.equals("order_refunded") && random.nextInt(3) == 0) {
            record.put("id", "r-" + random.nextInt(2));
        }
        return record.toString();
    }

    private static Map<String, Set<String>> memberships(EngineShop shop) {
        Map<String, Set<String>> memberships = new TreeMap<>();
        for (SegmentEntry segment : shop.view().segments().entries()) {
            memberships.put(segment.name(), shop.members(segment.name()));
        }
        return memberships;
    }

    private static String state(EngineShop shop) {
        return shop.engine().status() + " due " + shop.nextDueMillis() + ", ordinals "
                + shop.view().ordinals();
    }

    private static Set<String> effects(Map<String, Set<String>> before, Map<String, Set<String>> after) {
        Set<String> effects = new TreeSet<>();
        before.forEach((segment, members) -> {
            after.get(segment).stream()
                    .filter(customer -> !members.contains(customer))
                    .forEach(customer -> effects.add(customer + " enters " + segment));
            members.stream()
                    .filter(customer -> !after.get(segment).contains(customer))
                    .forEach(customer -> effects.add(customer + " leaves " + segment));
        });
        return effects;
    }

    private static Set<String> effects(RecordEffect foretold) {
        Set<String> effects = new TreeSet<>();
        for (RecordEffect.CustomerEffect each : foretold.customers()) {
            each.entered().forEach(segment -> effects.add(each.customer() + " enters " + segment));
            each.left().forEach(segment -> effects.add(each.customer() + " leaves " + segment));
        }
        return effects;
    }
}
