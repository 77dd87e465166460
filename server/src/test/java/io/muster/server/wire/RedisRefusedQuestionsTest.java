package io.muster.server.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.metrics.RequestMeters;
import io.muster.server.redis.RedisOptions;
import io.muster.server.redis.RedisServer;
import io.muster.server.security.Doorkeeper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An answer of the engine that is there before the command that asks for it is dealt with. */
@Timeout(60)
class RedisRefusedQuestionsTest {
    private static final String QUESTION = "*3\r\n$10\r\nSINTERCARD\r\n$1\r\n1\r\n$8\r\nshop:odd\r\n";

    @Test
    void shouldGoOnWithTheNextCommandWhereverThatIsCut() throws IOException {
        try (WireFixture wire = new WireFixture();
                RedisServer redis = new RedisServer(
                        RedisOptions.on(0),
                        wire.server,
                        new Doors(Doorkeeper.withoutTokens(), null),
                        new RedisServer.Settings("test", 10_000),
                        wire.backend,
                        new RequestMeters())) {
            wire.backend.queuesFull = true;
            String id = "c-1";
            String next = "*3\r\n$9\r\nSISMEMBER\r\n$8\r\nshop:odd\r\n$" + id.length() + "\r\n" + id + "\r\n";
            for (int cut = 0; cut <= next.length(); cut++) {
                ask(redis.port(), QUESTION + next.substring(0, cut), next.substring(cut));
            }
        }
    }

    private static void ask(int port, String first, String second) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port);
                BufferedReader replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(first.getBytes(US_ASCII));
            String refusal = replies.readLine();
            assertTrue(refusal.startsWith("-BUSY"), refusal);
            socket.getOutputStream().write(second.getBytes(US_ASCII));
            assertEquals(":1", replies.readLine(), "cut before " + second);
        }
    }
}
