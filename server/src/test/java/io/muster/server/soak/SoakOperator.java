package io.muster.server.soak;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.WorkspaceClient;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Takes snapshots, moves the clock, asks for the status, and now and then sends the port half of something. */
final class SoakOperator extends SoakWorker {
    private static final int MINUTE_MILLIS = 60_000;

    SoakOperator(Supplier<SoakedProcess> server, AtomicBoolean ending, long seed, long paceMs) {
        super(server, ending, seed, paceMs);
    }

    @Override
    void turn(WorkspaceClient shop) throws IOException {
        switch (random.nextInt(10)) {
            case 0 -> client().snapshot();
            case 1, 2 -> assertTrue(client().statusJson().startsWith("{"));
            case 3 -> sendGarbage();
            default -> client().advanceClock(MINUTE_MILLIS);
        }
    }

    private void sendGarbage() throws IOException {
        byte[] bytes = new byte[1 + random.nextInt(200)];
        random.nextBytes(bytes);
        try (Socket socket = new Socket("127.0.0.1", server().options().port())) {
            socket.getOutputStream().write(bytes);
        } catch (java.net.SocketException closed) {
            assertTrue(closed.getMessage() != null);
        }
    }
}
