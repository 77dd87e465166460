package io.muster.server.oracle;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That wrong shops are found out, and the histories that show it become small. */
final class ReplayTest {
    private static final Set<RandomRules.Form> FORMS = EnumSet.allOf(RandomRules.Form.class);
    private static final int SMALL = 12;

    /** Rolls back to the version before, whichever is asked for. */
    private static Replay.Opening rollingBackOneStep() {
        return history -> new ForwardingShop(new StoodInShop(history)) {
            @Override
            public boolean rollback(String name, int version) {
                return right.rollback(name, Math.min(version, Math.max(1, right.version(name) - 1)));
            }
        };
    }

    private static Replay.Opening refusingWithoutReason() {
        return history -> new ForwardingShop(new StoodInShop(history)) {
            @Override
            public String refusal() {
                return "no";
            }
        };
    }

    private static void assertFoundOut(Replay.Opening opening) {
        History smallest = Shrinking.shrink(BrokenEngineTest.firstThatTells(opening, FORMS), opening);
        assertNotNull(Replay.firstDifference(smallest, opening));
        assertNull(Replay.firstDifference(smallest, StoodInShop::new));
        assertTrue(smallest.steps().size() <= SMALL, smallest::toString);
    }

    @Test
    void shouldFindNoDifferenceInAShopThatIsRight() {
        long seed = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            Replay.Difference difference =
                    Replay.firstDifference(RandomHistory.of(seed + i, 60, FORMS), StoodInShop::new);
            assertNull(difference, "seed " + (seed + i));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindEachBreakageAndMakeItsHistorySmall(Breakage breakage) {
        assertFoundOut(breakage.broken(StoodInShop::new));
    }

    @Test
    void shouldFindAShopThatRollsBackToTheWrongVersion() {
        assertFoundOut(rollingBackOneStep());
    }

    @Test
    void shouldFindAShopThatDoesNotNameWhatKeepsASegment() {
        assertFoundOut(refusingWithoutReason());
    }
}
