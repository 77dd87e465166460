package io.muster.server.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleParser;
import io.muster.server.records.RecordParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That what is drawn is worth drawing. */
final class RandomHistoryTest {
    private static final Set<RandomRules.Form> FORMS = EnumSet.allOf(RandomRules.Form.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HISTORIES = 300;

    @Test
    void shouldDrawTheSameFromTheSameSeed() {
        assertEquals(RandomHistory.of(7, 60, FORMS), RandomHistory.of(7, 60, FORMS));
        assertNotEquals(RandomHistory.of(7, 60, FORMS), RandomHistory.of(8, 60, FORMS));
    }

    @Test
    void shouldDrawRecordsThatAreReadAndRulesThatChangeWithTime() throws JsonProcessingException {
        long seed = System.nanoTime();
        System.out.println("seed: " + seed);
        RecordParser parser = new RecordParser();
        int changes = 0;
        for (int i = 0; i < HISTORIES; i++) {
            History history = RandomHistory.of(seed + i, 60, FORMS);
            NaiveShop shop = new NaiveShop(history.zone());
            List<Rule> rules = new ArrayList<>();
            Instant now = history.start();
            for (History.Step step : history.steps()) {
                switch (step) {
                    case History.Step.Take take -> {
                        byte[] line = take.json().getBytes(StandardCharsets.UTF_8);
                        assertNotEquals(
                                RecordParser.REFUSED,
                                parser.parse(line, 0, line.length, 1),
                                () -> parser.refusal() + "\n" + take.json());
                        shop.take(JSON.readTree(take.json()), now);
                    }
                    case History.Step.Define define -> rules.add(RuleParser.parse(define.rule()));
                    case History.Step.Advance advance -> {
                        for (Rule rule : rules) {
                            if (!NaiveRule.members(rule, shop, now)
                                    .equals(NaiveRule.members(rule, shop, advance.now()))) {
                                changes++;
                            }
                        }
                        now = advance.now();
                    }
                }
            }
        }
        int changed = changes;
        System.out.println("changes: " + changed);
        assertTrue(changed > HISTORIES / 2, () -> "only " + changed + " rules changed as time passed");
    }
}
