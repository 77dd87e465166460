package io.muster.server.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final int PIECE = 10_000;
    private static final long MOST = 1 << 20;

    private final Window window = new Window(MOST);

    @Test
    void shouldLetInWhatItMayUntilSomethingIsKnown() {
        window.left(0, 1_000_000, 0);
        assertEquals(MOST, fill());
    }

    @Test
    void shouldLetInWhatTheEngineDoesInTheTargetTime() {
        done(100, 100, 0);
        assertEquals(Window.TARGET_NS / 100, fill());
        assertEquals(Window.TARGET_NS / 100 / 4, window.pieceBytes());
    }

    @Test
    void shouldFollowAnEngineThatGetsFasterOrSlower() {
        done(400, 100, 0);
        done(400, 1_000, 0);
        assertEquals(Window.TARGET_NS / 1_000, fill(), 1_000);
    }

    @Test
    void shouldLetInMoreWhileTheDiskIsWaitedFor() {
        done(100, 100, 3 * Window.TARGET_NS);
        assertEquals(4 * Window.TARGET_NS / 100, fill(), 1_000);
    }

    @Test
    void shouldStayWithinItsBounds() {
        done(100, 1, TimeUnit.HOURS.toNanos(1));
        assertEquals(MOST, fill());
        assertEquals(Turns.QUANTUM_BYTES, window.pieceBytes());
        Window slow = new Window(MOST);
        slow.entered(PIECE);
        slow.left(PIECE, TimeUnit.HOURS.toNanos(1), 0);
        slow.entered((int) Window.LEAST_BYTES - 1);
        assertTrue(slow.isOpen());
        slow.entered(1);
        assertFalse(slow.isOpen());
        slow.leftUndone(1);
        assertTrue(slow.isOpen());
    }

    private void done(int pieces, long nsPerByte, long diskNs) {
        for (int i = 0; i < pieces; i++) {
            window.entered(PIECE);
            window.left(PIECE, PIECE * nsPerByte, diskNs);
        }
    }

    /** How much it lets in. */
    private long fill() {
        long bytes = 0;
        while (window.isOpen()) {
            window.entered(1);
            bytes++;
        }
        return bytes;
    }
}
