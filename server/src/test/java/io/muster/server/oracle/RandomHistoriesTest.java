package io.muster.server.oracle;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code -Dmuster.soak=n} runs n histories, {@code -Dmuster.seed=s} that one alone. */
final class RandomHistoriesTest {
    private static final Set<RandomRules.Form> FORMS = EnumSet.allOf(RandomRules.Form.class);
    private static final int EXPECTED_CUSTOMERS = 100;
    private static final Replay.Opening ENGINE =
            history -> new EngineShop(history.zone(), "EUR", history.start(), EXPECTED_CUSTOMERS);
    private static final int MAX_STEPS = 120;
    private static final int MAX_HISTORIES = 4000;
    private static final long TIME_LIMIT_NS = 15_000_000_000L;
    private static final int MIN_HISTORIES = 100;

    @Test
    void shouldAgreeWithANaiveRecomputationAfterEachStep() {
        Long only = Long.getLong("muster.seed");
        if (only != null) {
            check(only);
            return;
        }
        int soak = Integer.getInteger("muster.soak", 0);
        long firstSeed = System.nanoTime() ^ ProcessHandle.current().pid() << 40;
        System.out.println("first seed: " + firstSeed);
        long deadline = System.nanoTime() + TIME_LIMIT_NS;
        int done = 0;
        while (soak > 0
                ? done < soak
                : done < MAX_HISTORIES && (done < MIN_HISTORIES || System.nanoTime() < deadline)) {
            check(firstSeed + done);
            done++;
        }
        System.out.println("histories: " + done);
    }

    private static void check(long seed) {
        int length = 10 + (int) Math.floorMod(seed * 31, (long) MAX_STEPS - 10);
        History history = RandomHistory.of(seed, length, FORMS);
        Replay.Difference difference = Replay.firstDifference(history, ENGINE);
        if (difference != null) {
            History smallest = Replay.shrink(history, ENGINE);
            fail("seed " + seed + " (-Dmuster.seed=" + seed + "), step " + difference.step() + " of " + length + "\n"
                    + difference.what() + "\nThe smallest history that shows a difference:\n" + smallest + "\n"
                    + Replay.firstDifference(smallest, ENGINE).what());
        }
    }
}
