package io.muster.server.oracle;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the simulation finds an engine that was broken on purpose. */
final class BrokenEngineTest {
    private static final int MOST_HISTORIES = 2000;
    private static final int STEPS = 40;

    /** A history that shows a difference, among not too many. */
    static History firstThatTells(Replay.Opening opening, Set<RandomRules.Form> forms) {
        long seed = System.nanoTime();
        for (int i = 0; i < MOST_HISTORIES; i++) {
            History history = RandomHistory.of(seed + i, STEPS, forms);
            if (Replay.firstDifference(history, opening) != null) {
                return history;
            }
        }
        throw new AssertionError("none of " + MOST_HISTORIES + " histories tells, from seed " + seed);
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindEachBreakageOfTheEngine(Breakage breakage) {
        History any = RandomHistory.of(1, 1, EngineShop.FORMS);
        try (EngineShop shop = EngineShop.bare(any)) {
            Assumptions.assumeTrue(breakage.shows(shop.skills()), () -> "the engine does not answer that yet");
        }
        assertNotNull(firstThatTells(breakage.broken(EngineShop::bare), EngineShop.FORMS));
    }
}
