package io.muster.server.redis;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.wire.flow.ConnectionOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader of the Redis port that stops is cut off, what is held for it bounded, and others are served. */
@Timeout(120)
class Promise09RedisSlowReaderTest {
    private static final int CUSTOMERS = 60_000;
    private static final int SHORT_MS = 500;
    private static final long MIB = 1 << 20;
    private static final String LONG_ID = "c".repeat(200);

    private static RedisShop muster;
    private static RedisShop patient;

    @BeforeAll
    static void start() throws IOException {
        muster = new RedisShop(options -> options.expectedCustomers(CUSTOMERS)
                        .connections(ConnectionOptions.defaults().withTimeouts(SHORT_MS, 30_000)))
                .segment("all")
                .customers(CUSTOMERS, i -> LONG_ID + "-" + i, i -> "all");
        patient = new RedisShop(options -> options.expectedCustomers(CUSTOMERS))
                .segment("all")
                .customers(CUSTOMERS, i -> LONG_ID + "-" + i, i -> "all");
    }

    @AfterAll
    static void stop() throws IOException {
        muster.close();
        patient.close();
    }

    @Test
    void shouldCutOffWhoAsksForASegmentAndReadsNothing() throws IOException {
        long before = muster.server.connections().slowReaders();
        try (RawRedis slow = new RawRedis(muster.port(), 4 * 1024)) {
            slow.send(RawRedis.command("SMEMBERS", "shop:all"));
            long mostBytes = 0;
            while (muster.server.connections().slowReaders() == before) {
                mostBytes =
                        Math.max(mostBytes, muster.server.connections().unread().usedBytes());
                assertServed();
            }
            assertTrue(mostBytes <= 2 * MIB, mostBytes + " bytes are held");
            assertThrows(IOException.class, () -> readAll(slow));
        }
        assertNothingHeld();
    }

    @Test
    void shouldCutOffWhoAsksOnAndReadsNoReplies() throws IOException {
        long before = muster.server.connections().slowReaders();
        byte[] command = RawRedis.command("ECHO", "x".repeat(100_000));
        try (RawRedis slow = new RawRedis(muster.port(), 4 * 1024)) {
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        slow.send(command);
                    }
                } catch (IOException cutOff) {
                    // What is waited for.
                }
            });
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                assertTrue(muster.server.connections().unread().usedBytes() <= 4 * MIB);
                return muster.server.connections().slowReaders() > before;
            });
            await().atMost(Duration.ofSeconds(30)).until(() -> !sender.isAlive());
        }
        assertNothingHeld();
    }

    @Test
    void shouldTellAllMembersToWhoReads() throws IOException {
        try (RawRedis redis = patient.raw()) {
            List<String> members = RedisCommandsTest.elements(redis.ask("SMEMBERS", "shop:all"));
            assertEquals(members.size(), new HashSet<>(members).size());
            assertEquals(
                    patient.shop.segments().segments().stream()
                            .filter(each -> each.name().equals("all"))
                            .findFirst()
                            .orElseThrow()
                            .cardinality(),
                    members.size());
            assertEquals("+PONG\r\n", redis.ask("PING"));
        }
    }

    @Test
    void shouldKeepItsCountWhenCustomersAreDeletedMeanwhile() throws IOException {
        try (RawRedis redis = new RawRedis(patient.port(), 4 * 1024)) {
            redis.send(RawRedis.command("SMEMBERS", "shop:all")).send(RawRedis.command("PING"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> patient.server.connections().unread().usedBytes() > 0);
            for (int i = 1; i <= 50; i++) {
                patient.delete(LONG_ID + "-" + (CUSTOMERS - i));
            }
            String reply = redis.reply();
            List<String> members = RedisCommandsTest.elements(reply);
            assertEquals("*" + members.size(), reply.substring(0, reply.indexOf('\r')));
            Set<String> told = new HashSet<>(members);
            assertTrue(told.size() >= members.size() - 50 && told.size() < members.size(), told.size() + " differ");
            assertEquals("+PONG\r\n", redis.reply());
        }
    }

    @Test
    void shouldTellInStepsWhoIsInTheSegmentAllTheTime() throws IOException {
        patient.segment("walked");
        patient.customers(2_000, i -> "w-" + i, i -> "walked");
        Set<String> told = new HashSet<>();
        try (RawRedis redis = patient.raw()) {
            String cursor = "0";
            int step = 0;
            do {
                List<String> found =
                        RedisCommandsTest.elements(redis.ask("SSCAN", "shop:walked", cursor, "COUNT", "97"));
                cursor = found.getFirst();
                for (String each : found.subList(1, found.size())) {
                    assertTrue(told.add(each), "told twice: " + each);
                }
                patient.delete("w-" + step);
                patient.customer("w-" + (1_999 - step), "other");
                patient.customer("x-" + step, "walked");
                step++;
            } while (!cursor.equals("0"));
            for (int i = step; i < 2_000 - step; i++) {
                assertTrue(told.contains("w-" + i), "missing w-" + i);
            }
        }
    }

    private static void readAll(RawRedis slow) throws IOException {
        while (slow.read() >= 0) {
            Thread.onSpinWait();
        }
        throw new IOException("the end");
    }

    private static void assertServed() throws IOException {
        try (RawRedis redis = muster.raw()) {
            assertEquals(":1\r\n", redis.ask("SISMEMBER", "shop:all", LONG_ID + "-1"));
        }
    }

    private static void assertNothingHeld() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> muster.server.connections().requests().usedBytes() == 0
                        && muster.server.connections().exports().used() == 0
                        && muster.server.connections().unread().usedBytes() == 0);
    }
}
