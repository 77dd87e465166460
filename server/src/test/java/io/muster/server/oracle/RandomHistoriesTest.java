package io.muster.server.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.muster.server.Soak;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The simulation. {@code -Dmuster.soak=n} runs n histories, {@code -Dmuster.seed=s} that one alone,
 * {@code -Dmuster.broken=b} breaks the engine on purpose (see {@link Breakage}): then it must fail.
 */
@Tag("optimized")
final class RandomHistoriesTest {
    private static final int HISTORIES = 10_000;
    private static final int FEWEST_STEPS = 5;
    private static final int SHORT_STEPS = 35;
    private static final int MOST_STEPS = 120;
    private static final int LONG_ONE_IN = 25;

    private final Replay.Opening engine = opening();

    private static Replay.Opening opening() {
        String broken = System.getProperty("muster.broken");
        return broken == null ? EngineShop::bare : Breakage.valueOf(broken).broken(EngineShop::bare);
    }

    /** Short ones mostly: what goes wrong shows in a few steps, and there are more of them in the time. */
    private static int length(long seed) {
        long mixed = seed * 31;
        return Math.floorMod(seed, LONG_ONE_IN) == 0
                ? MOST_STEPS
                : FEWEST_STEPS + (int) Math.floorMod(mixed, (long) SHORT_STEPS - FEWEST_STEPS + 1);
    }

    @Test
    void shouldAgreeWithANaiveRecomputationAfterEachStep() throws InterruptedException, ExecutionException {
        Long only = Long.getLong("muster.seed");
        if (only != null) {
            check(only);
            return;
        }
        int histories = Soak.rounds(HISTORIES);
        long firstSeed = System.nanoTime() ^ ProcessHandle.current().pid() << 40;
        System.out.println("first seed: " + firstSeed);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(() -> {
                    try {
                        for (int each = next.getAndIncrement(); each < histories; each = next.getAndIncrement()) {
                            check(firstSeed + each);
                            done.incrementAndGet();
                        }
                    } finally {
                        next.set(histories);
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        System.out.println("histories: " + done);
        assertEquals(histories, done.get());
    }

    private void check(long seed) {
        int length = length(seed);
        History history = RandomHistory.of(seed, length, EngineShop.FORMS);
        Replay.Difference difference = Replay.firstDifference(history, engine);
        if (difference != null) {
            History smallest = Shrinking.shrink(history, engine);
            fail("seed " + seed + " (-Dmuster.seed=" + seed + "), step " + difference.step() + " of " + length + "\n"
                    + difference.what() + "\nThe smallest history that shows a difference:\n" + smallest + "\n"
                    + Replay.firstDifference(smallest, engine).what());
        }
    }
}
