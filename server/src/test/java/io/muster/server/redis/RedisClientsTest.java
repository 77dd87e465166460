package io.muster.server.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.muster.server.security.Grants;
import io.muster.server.security.Role;
import io.muster.server.security.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** The Redis port with clients as they are. */
@Timeout(120)
class RedisClientsTest {
    /** Jedis gives up after two seconds otherwise. */
    private static final int TIMEOUT_MS = 30_000;

    private RedisShop muster;

    @BeforeEach
    void start() throws IOException {
        muster = new RedisShop()
                .segment("odd")
                .segment("even")
                .customers(1_000, i -> "c-" + i, i -> i % 2 == 0 ? "even" : "odd");
    }

    @AfterEach
    void stop() throws IOException {
        muster.close();
    }

    @Test
    void shouldServeLettuceOverVersion3() {
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", muster.port()));
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> redis = connection.sync();
            assertEquals("PONG", redis.ping());
            assertTrue(redis.sismember("shop:odd", "c-1"));
            assertFalse(redis.sismember("shop:odd", "c-2"));
            assertEquals(List.of(true, false), redis.smismember("shop:odd", "c-1", "c-2"));
            assertEquals(500, redis.scard("shop:odd"));
            assertEquals(500, redis.smembers("shop:odd").size());
            assertEquals(1_000, redis.sunion("shop:odd", "shop:even").size());
            assertEquals(Set.of(), redis.sinter("shop:odd", "shop:even"));
            assertEquals(0, redis.sintercard("shop:odd", "shop:even"));
            assertEquals("set", redis.type("shop:odd"));
            assertEquals(2, redis.exists("shop:odd", "shop:even", "shop:none"));
            assertTrue(redis.srandmember("shop:odd").startsWith("c-"));
            Set<String> scanned = new HashSet<>();
            ScanIterator.sscan(redis, "shop:odd", ScanArgs.Builder.limit(7)).forEachRemaining(scanned::add);
            assertEquals(redis.smembers("shop:odd"), scanned);
            List<String> keys = new ArrayList<>();
            ScanIterator.scan(redis, ScanArgs.Builder.limit(2).match("shop:*")).forEachRemaining(keys::add);
            assertTrue(keys.containsAll(List.of("shop:odd", "shop:even")), keys.toString());
            assertThrows(RedisCommandExecutionException.class, () -> redis.sadd("shop:odd", "c-2"));
            assertTrue(redis.info().contains("muster_version"));
        } finally {
            client.shutdown();
        }
    }

    @Test
    void shouldServeManyCommandsOfLettuceAtOnce() throws Exception {
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", muster.port()));
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            List<RedisFuture<Boolean>> asked = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                asked.add(connection.async().sismember("shop:odd", "c-" + i % 1_000));
            }
            for (int i = 0; i < asked.size(); i++) {
                assertEquals(i % 2 == 1, asked.get(i).get());
            }
        } finally {
            client.shutdown();
        }
    }

    @Test
    void shouldServeJedisOverBothVersions() {
        for (RedisProtocol protocol : List.of(RedisProtocol.RESP2, RedisProtocol.RESP3)) {
            try (Jedis redis = jedis(protocol, null)) {
                assertEquals("PONG", redis.ping());
                assertTrue(redis.sismember("shop:odd", "c-1"));
                assertEquals(List.of(true, false), redis.smismember("shop:odd", "c-1", "c-2"));
                assertEquals(500, redis.scard("shop:odd"));
                assertEquals(500, redis.smembers("shop:odd").size());
                assertEquals(500, redis.sdiff("shop:odd", "shop:even").size());
                assertEquals(3, redis.sintercard(3, "shop:odd", "shop:odd"));
                assertEquals("none", redis.type("shop:none"));
                assertEquals(10, redis.srandmember("shop:odd", 10).size());
                assertEquals(redis.smembers("shop:odd"), scan(redis));
                assertTrue(redis.keys("shop:o*").contains("shop:odd"));
                JedisDataException refused = assertThrows(JedisDataException.class, () -> redis.set("shop:odd", "1"));
                assertTrue(refused.getMessage().contains("read-only"), refused.getMessage());
                Pipeline pipeline = redis.pipelined();
                List<Response<Boolean>> asked = new ArrayList<>();
                for (int i = 0; i < 1_000; i++) {
                    asked.add(pipeline.sismember("shop:odd", "c-" + i));
                }
                pipeline.sync();
                assertEquals(500, asked.stream().filter(Response::get).count());
            }
        }
    }

    @Test
    void shouldLetClientsInWithTokens() throws Exception {
        muster.server.doorkeeper().create("root", Grants.ALL, Token.NEVER).get();
        String secret = muster.server
                .doorkeeper()
                .create("reader", new Grants(Map.of("shop", Set.of(Role.READ))), Token.NEVER)
                .get()
                .secret();
        try (Jedis redis = jedis(RedisProtocol.RESP3, secret)) {
            assertTrue(redis.sismember("shop:odd", "c-1"));
        }
        RedisURI uri = RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(muster.port())
                .withAuthentication("reader", secret)
                .build();
        RedisClient client = RedisClient.create(uri);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            assertTrue(connection.sync().sismember("shop:odd", "c-1"));
        } finally {
            client.shutdown();
        }
    }

    private Jedis jedis(RedisProtocol protocol, String passwordOrNull) {
        return new Jedis(
                new HostAndPort("127.0.0.1", muster.port()),
                DefaultJedisClientConfig.builder()
                        .protocol(protocol)
                        .timeoutMillis(TIMEOUT_MS)
                        .password(passwordOrNull)
                        .clientName("test")
                        .build());
    }

    private static Set<String> scan(Jedis redis) {
        Set<String> scanned = new HashSet<>();
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> step = redis.sscan("shop:odd", cursor, new ScanParams().count(33));
            scanned.addAll(step.getResult());
            cursor = step.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return scanned;
    }
}
