package io.muster.server.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.server.metrics.RequestMeters;
import io.muster.server.security.Doorkeeper;
import io.muster.server.security.Grants;
import io.muster.server.security.SecurityOptions;
import io.muster.server.security.Token;
import io.muster.server.security.TokenStore;
import io.muster.server.wire.Doors;
import io.muster.server.wire.WireOptions;
import io.muster.server.wire.WireServer;
import io.muster.server.wire.backend.Backend;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Promise 11: nobody stays on the Redis port for long without a token where there are some. */
@Timeout(60)
class Promise11RedisLoginTest {
    /** So long that a peer on a busy machine has said something before it is over. */
    private static final int GREETING_MS = 2_000;

    private static final String TOO_LATE =
            "-NOAUTH connection: found no login within " + GREETING_MS + " ms, expected AUTH or HELLO\r\n";

    private Doorkeeper doorkeeper;
    private WireServer wire;
    private RedisServer redis;
    private String secret;

    @BeforeEach
    void start() {
        doorkeeper = new Doorkeeper(TokenStore.inMemory(), SecurityOptions.defaults(), InstantSource.system());
        secret = doorkeeper.create("root", Grants.ALL, Token.NEVER).join().secret();
        Backend nothing = (Backend) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Backend.class}, (self, asked, with) -> {
                    throw new UnsupportedOperationException(asked.getName());
                });
        Doors doors = new Doors(doorkeeper, null);
        wire = new WireServer(new WireOptions(WireOptions.LOOPBACK, 0, 1), doors, nothing);
        RedisServer.Settings settings = new RedisServer.Settings("test", GREETING_MS);
        redis = new RedisServer(RedisOptions.on(0), wire, doors, settings, nothing, new RequestMeters());
    }

    @AfterEach
    void stop() throws IOException {
        redis.close();
        wire.close();
        doorkeeper.close();
    }

    @Test
    void shouldCloseWhoDoesNotSayWhoTheyAreInTime() throws IOException {
        try (RawRedis silent = new RawRedis(redis.port());
                RawRedis busy = new RawRedis(redis.port())) {
            assertEquals("-NOAUTH Authentication required.\r\n", busy.ask("PING"));
            assertEquals(TOO_LATE, silent.rest());
            assertEquals(TOO_LATE, busy.rest());
        }
    }

    @Test
    void shouldGiveNoMoreTimeToWhoHasForgottenWhoTheyAre() throws IOException {
        try (RawRedis peer = new RawRedis(redis.port())) {
            assertEquals("+OK\r\n", peer.ask("AUTH", secret));
            assertEquals("+RESET\r\n", peer.ask("RESET"));
            assertEquals(TOO_LATE, peer.rest());
        }
    }
}
