package io.muster.bench.micro;

import io.muster.index.Engine;
import io.muster.index.EngineOptions;
import io.muster.index.Outcome;
import io.muster.index.SlowAnswer;
import io.muster.index.answer.RuleCount;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An engine whose customers have a number, a date, a text and a tag, and a segment over all four. */
@State(Scope.Benchmark)
public class PreviewState {
    private static final long START_MILLIS = 1_780_000_000_000L;
    private static final long YEAR_MILLIS = 365L * 24 * 3_600_000;
    private static final int LARGEST = 1_000_000;
    private static final int LANGUAGES = 30;
    private static final int TAGS = 20;
    private static final int SAMPLE = 10;

    /** The rule of the segment. */
    private static final String KNOWN = rule(400_000, 90, 3, 4);

    @Param("1000000")
    int customers;

    private final Outcome outcome = new Outcome();
    private final ExpandableArrayBuffer command = new ExpandableArrayBuffer();
    private final CommandWriter writer = new CommandWriter(command);
    private final SplittableRandom random = new SplittableRandom(7);
    private Engine engine;
    private int workspaceId;
    private SlowAnswer<RuleCount> asked;

    /** Fills the engine. */
    @Setup(Level.Trial)
    public void fill() {
        engine = new Engine(new EngineOptions(START_MILLIS, customers));
        apply(Commands.createWorkspace("shop", "Europe/Skopje", "EUR"));
        workspaceId = outcome.id();
        for (int i = 0; i < customers; i++) {
            writer.begin(0, CommandKind.CUSTOMER, workspaceId)
                    .text(Tag.CUSTOMER, String.format(Locale.ROOT, "%08d", i))
                    .instant(Tag.REGISTERED_AT, START_MILLIS - random.nextLong(YEAR_MILLIS))
                    .text(Tag.LANGUAGE, "l-" + random.nextInt(LANGUAGES))
                    .texts(Tag.TAGS, List.of("t-" + random.nextInt(TAGS)))
                    .name(Tag.FIELD, "score")
                    .decimal(Tag.FIELD, random.nextInt(LARGEST) * Decimals.ONE);
            engine.apply(command, 0, writer.length(), outcome);
        }
        apply(Commands.createSegment(workspaceId, "known", KNOWN));
        while (engine.hasWork()) {
            apply(Commands.step());
        }
    }

    /** Frees the stores. */
    @TearDown(Level.Trial)
    public void close() {
        if (asked != null) {
            asked.close();
        }
        engine.close();
    }

    /** The size of a rule whose criteria a segment is made of. */
    long countKnown() {
        return engine.count(workspaceId, KNOWN, SAMPLE).finish().count();
    }

    /** The size of a rule none of whose criteria anybody is made of, another each time. */
    long countUnknown() {
        return engine.count(workspaceId, unknownRule(), SAMPLE).finish().count();
    }

    /** One part of such a count, as the engine's thread does it between records. */
    boolean stepUnknown() {
        if (asked == null) {
            asked = engine.count(workspaceId, unknownRule(), SAMPLE);
        }
        boolean last = asked.step();
        if (last) {
            asked.close();
            asked = null;
        }
        return last;
    }

    private String unknownRule() {
        return rule(
                1 + random.nextInt(LARGEST / 2) * 2,
                1 + random.nextInt(80),
                4 + random.nextInt(26),
                5 + random.nextInt(15));
    }

    private static String rule(int score, int days, int language, int tag) {
        return "field.score > " + score + " AND customer_added_date >= now - " + (24 * days + 1)
                + "h AND customer_language = 'l-" + language + "' AND customer_tags CONTAINS 't-" + tag + "'";
    }

    private void apply(byte[] bytes) {
        engine.apply(new UnsafeBuffer(bytes), 0, bytes.length, outcome);
    }
}
