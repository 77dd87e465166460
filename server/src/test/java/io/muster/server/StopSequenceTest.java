package io.muster.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopSequenceTest {
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void shouldTakeAllStepsInOrder() throws IOException {
        new StopSequence()
                .then("one", () -> done.add("one"))
                .then("two", () -> done.add("two"))
                .run(10_000);
        assertEquals(List.of("one", "two"), done);
    }

    @Test
    void shouldTakeTheOtherStepsWhereOneFailsAndSayWhichDid() {
        IOException failure = assertThrows(
                IOException.class,
                () -> new StopSequence()
                        .then("one", () -> {
                            throw new IllegalStateException("broken");
                        })
                        .then("two", () -> done.add("two"))
                        .run(10_000));
        assertEquals("one: broken", failure.getMessage());
        assertEquals(List.of("two"), done);
    }

    @Test
    void shouldSayWhatItWasAtWhenTheTimeIsOver() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        IOException failure = assertThrows(
                IOException.class,
                () -> new StopSequence().then("the disk", never::join).run(50));
        assertTrue(failure.getMessage().contains("not done within 50 ms, still at: the disk"), failure.getMessage());
        never.complete(null);
    }

    @Test
    void shouldCountWhatIsTakenUntilItIsAnswered() throws Exception {
        TakenWork taken = new TakenWork();
        var answer = taken.<String>enter(done::add);
        taken.enter(ignored -> {});
        taken.leave();
        CompletableFuture<Void> waiting = Aside.run(taken::awaitNone);
        assertEquals(1, taken.count());
        answer.accept("answered");
        waiting.get(30, java.util.concurrent.TimeUnit.SECONDS);
        assertEquals(List.of("answered"), done);
    }
}
