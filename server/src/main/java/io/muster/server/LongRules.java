package io.muster.server;

import io.muster.index.Engine;
import io.muster.index.rule.RuleException;
import io.muster.index.segment.PreparedRules;
import io.muster.server.thread.Niceness;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Parses long rules before the engine needs them, on a thread of its own that gives way to all others: a rule may name
 * 100,000 products. Any thread.
 */
final class LongRules implements AutoCloseable {
    private final Engine engine;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            work -> Thread.ofPlatform().name("muster-rules").daemon().unstarted(() -> {
                Niceness.set(Niceness.LOWEST);
                work.run();
            }));

    LongRules(Engine engine) {
        this.engine = engine;
    }

    /** Calls {@code then}, at once where none of the rules is long, and otherwise when those are parsed. */
    void parseBefore(List<String> rules, Runnable then) {
        List<String> longOnes = rules.stream()
                .filter(rule -> rule.length() >= PreparedRules.SHORTEST_KEPT)
                .limit(PreparedRules.MOST_KEPT)
                .toList();
        if (longOnes.isEmpty()) {
            then.run();
            return;
        }
        try {
            thread.execute(() -> {
                longOnes.forEach(this::parse);
                then.run();
            });
        } catch (RejectedExecutionException closed) {
            then.run();
        }
    }

    private void parse(String rule) {
        try {
            engine.prepare(rule);
        } catch (RuleException refusedByTheEngineToo) {
            // It says so where its answer has a reader.
        }
    }

    /** What was asked for is still done. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
