package io.muster.server.wire.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A turn of the loop is what {@code runScheduledPendingTasks} runs at once. */
final class PieceTurnsTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final EventLoop loop = channel.eventLoop();
    private final PieceTurns turns = new PieceTurns();
    private final List<String> done = new ArrayList<>();

    @Test
    void shouldDoTheFirstPieceAtOnceAndOneInEachTurnAfterwards() {
        turns.begin(work("a", 3), loop);
        turns.begin(work("b", 1), loop);
        turns.begin(work("c", 2), loop);
        assertEquals(List.of("a"), done);
        for (int turn = 0; turn < 7; turn++) {
            channel.runScheduledPendingTasks();
        }
        assertEquals(List.of("a", "a", "b", "c", "a", "c"), done, "those who wait take turns");
    }

    @Test
    void shouldLetNobodyDoMoreInATurn() {
        assertTrue(turns.take(loop));
        assertFalse(turns.take(loop));
        turns.begin(work("a", 1), loop);
        assertEquals(List.of(), done);
        channel.runScheduledPendingTasks();
        channel.runScheduledPendingTasks();
        assertEquals(List.of("a"), done);
        assertTrue(turns.take(loop));
    }

    private PieceTurns.Work work(String name, int pieces) {
        int[] left = {pieces};
        return () -> {
            done.add(name);
            return --left[0] == 0;
        };
    }
}
