package io.muster.server.wire.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConnectionOptionsTest {
    private final ConnectionOptions usual = ConnectionOptions.defaults();

    @Test
    void shouldServeNoMoreConnectionsThanThereAreDescriptorsFor() {
        assertEquals(768, FileDescriptors.within(usual, 1_024).maxConnections());
        assertEquals(1, FileDescriptors.within(usual, 64).maxConnections());
        assertEquals(20_000, FileDescriptors.within(usual, 20_256).maxConnections());
        assertEquals(19_999, FileDescriptors.within(usual, 20_255).maxConnections());
        assertEquals(20_000, FileDescriptors.within(usual, -1).maxConnections(), "where the system does not say");
    }

    @Test
    void shouldRefuseBoundsThatTakeNoFrame() {
        long frame = ConnectionOptions.LEAST_REQUEST_BYTES;
        usual.withRequestBytes(frame, 2 * frame);
        refused(() -> usual.withRequestBytes(frame - 1, 2 * frame), "maxRequestBytes");
        refused(() -> usual.withRequestBytes(frame, 2 * frame - 1), "totalRequestBytes");
        refused(() -> usual.withUnreadBytes((1 << 20) - 1, 1 << 20), "maxUnreadBytes");
        refused(() -> usual.withTimeouts(9, 10), "unreadTimeoutMs");
        refused(() -> usual.withTimeouts(10, 9), "frameTimeoutMs");
        refused(() -> usual.withMaxConnections(0), "maxConnections");
    }

    @Test
    void shouldShareRoomSoThatThereIsAlwaysSomeForWhoComesNext() {
        ByteShare room = new ByteShare(100);
        assertTrue(room.take(0, 50));
        assertFalse(room.take(50, 1), "half is enough for one");
        assertTrue(room.take(0, 25));
        assertTrue(room.take(0, 12));
        room.count(-50);
        assertTrue(room.take(12, 20));
        assertEquals(57, room.usedBytes());
    }

    private static void refused(Runnable made, String name) {
        String message = assertThrows(IllegalArgumentException.class, made::run).getMessage();
        assertTrue(message.startsWith(name + ": found "), message);
    }
}
