package io.muster.server.oracle;

import static org.junit.jupiter.api.Assertions.fail;

import io.muster.server.Soak;
import org.junit.jupiter.api.Test;

/**
 * Promise 5: an engine that was restored from a snapshot, taken while commands came, goes on as the other does, with
 * the same bits, counts, changes and sequences. {@code -Dmuster.soak=n} runs n histories, {@code -Dmuster.seed=s} that
 * one alone.
 */
final class Promise05RestoredEngineTest {
    private static final int HISTORIES = 40;
    private static final int STEPS = 60;

    @Test
    void shouldGoOnAsTheEngineThatWasSavedDoes() {
        Long only = Long.getLong("muster.seed");
        if (only != null) {
            check(only);
            return;
        }
        long firstSeed = System.nanoTime();
        System.out.println("first seed: " + firstSeed);
        for (int i = 0; i < Soak.rounds(HISTORIES); i++) {
            check(firstSeed + i);
        }
    }

    private static void check(long seed) {
        History history = RandomHistory.of(seed, STEPS, EngineShop.FORMS);
        Replay.Difference difference = Replay.firstDifference(history, RestoredShop::open);
        if (difference != null) {
            History smallest = Shrinking.shrink(history, RestoredShop::open);
            Replay.Difference last = Replay.firstDifference(smallest, RestoredShop::open);
            fail("seed " + seed + " (-Dmuster.seed=" + seed + "), step " + difference.step() + "\n" + difference.what()
                    + "\nThe smallest history that shows a difference:\n" + smallest + "\n"
                    + (last == null ? "" : last.what()));
        }
    }
}
