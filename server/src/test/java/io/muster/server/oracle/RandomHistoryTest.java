package io.muster.server.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.server.records.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That what is drawn is worth drawing. */
final class RandomHistoryTest {
    private static final Set<RandomRules.Form> FORMS = EnumSet.allOf(RandomRules.Form.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HISTORIES = 300;

    private final Map<NaiveSegments.Verdict, Integer> verdicts = new EnumMap<>(NaiveSegments.Verdict.class);

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
            NaiveWorkspace naive = new NaiveWorkspace(history.zone(), history.start());
            for (History.Step step : history.steps()) {
                switch (step) {
                    case History.Step.Take take -> {
                        byte[] line = take.json().getBytes(StandardCharsets.UTF_8);
                        assertNotEquals(
                                RecordParser.REFUSED,
                                parser.parse(line, 0, line.length, 1),
                                () -> parser.refusal() + "\n" + take.json());
                        naive.take(JSON.readTree(take.json()), take.imported());
                    }
                    case History.Step.Define define -> count(naive.define(define.name(), define.rule()));
                    case History.Step.Edit edit -> count(naive.edit(edit.name(), edit.rule()));
                    case History.Step.Rename rename -> count(naive.rename(rename.name(), rename.newName()));
                    case History.Step.Rollback back -> count(naive.rollback(back.name(), back.version()));
                    case History.Step.Delete delete -> count(naive.delete(delete.name()));
                    case History.Step.Declare declare -> naive.declare(declare.path(), declare.type());
                    case History.Step.Advance advance -> {
                        naive.advance(advance.now());
                        changes += naive.flips().size();
                    }
                }
            }
        }
        int changed = changes;
        System.out.println("changes: " + changed);
        System.out.println("definitions: " + verdicts);
        assertTrue(changed > HISTORIES / 2, () -> "only " + changed + " came or went as time passed");
        for (NaiveSegments.Verdict verdict : NaiveSegments.Verdict.values()) {
            assertTrue(verdicts.containsKey(verdict), () -> verdict + " never happened: " + verdicts);
        }
    }

    private void count(NaiveSegments.Verdict verdict) {
        verdicts.merge(verdict, 1, Integer::sum);
    }
}
