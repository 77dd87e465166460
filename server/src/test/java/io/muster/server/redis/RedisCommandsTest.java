package io.muster.server.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What commands answer that have no twin in a Redis with the same sets, and pipelines of them. */
@Timeout(120)
class RedisCommandsTest {
    private static RedisShop muster;

    @BeforeAll
    static void start() throws IOException {
        muster = new RedisShop()
                .segment("odd")
                .segment("even")
                .segment("big")
                .customers(1_000, i -> "c-" + i, i -> (i % 2 == 0 ? "even" : "odd") + (i < 100 ? "\",\"big" : ""));
    }

    @AfterAll
    static void stop() throws IOException {
        muster.close();
    }

    @Test
    void shouldAnswerAPipelineInOrderHoweverSlowSomeOfItIs() throws IOException {
        StringBuilder expected = new StringBuilder();
        try (RawRedis redis = muster.raw()) {
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            for (int i = 0; i < 200; i++) {
                sent.writeBytes(RawRedis.command("SISMEMBER", "shop:odd", "c-" + i));
                expected.append(':').append(i % 2).append("\r\n");
                sent.writeBytes(RawRedis.command("SINTERCARD", "2", "shop:odd", "shop:big"));
                expected.append(":50\r\n");
                sent.writeBytes(RawRedis.command("SMISMEMBER", "shop:odd", "c-" + i, "no", ""));
                expected.append("*3\r\n:").append(i % 2).append("\r\n:0\r\n:0\r\n");
                sent.writeBytes("PING\r\n".getBytes());
                expected.append("+PONG\r\n");
            }
            redis.send(sent.toByteArray());
            redis.endOutput();
            StringBuilder found = new StringBuilder();
            while (found.length() < expected.length()) {
                found.append(redis.reply());
            }
            assertEquals(expected.toString(), found.toString());
        }
    }

    @Test
    void shouldTellTheMembersOfSegmentsAndWhatTheyHaveInCommon() throws IOException {
        try (RawRedis redis = muster.raw()) {
            assertEquals(500, elements(redis.ask("SMEMBERS", "shop:odd")).size());
            assertEquals(
                    550,
                    elements(redis.ask("SUNION", "shop:odd", "shop:big", "shop:none"))
                            .size());
            assertEquals(
                    50, elements(redis.ask("SINTER", "shop:odd", "shop:big")).size());
            assertEquals(
                    450, elements(redis.ask("SDIFF", "shop:odd", "shop:big")).size());
            assertEquals("*0\r\n", redis.ask("SINTER", "shop:odd", "shop:even"));
            assertEquals("*0\r\n", redis.ask("SINTER", "shop:odd", "shop:none"));
            assertEquals("*0\r\n", redis.ask("SDIFF", "shop:odd", "shop:odd"));
            assertEquals(":50\r\n", redis.ask("SINTERCARD", "3", "shop:odd", "shop:big", "shop:odd"));
            assertEquals(":7\r\n", redis.ask("SINTERCARD", "2", "shop:odd", "shop:big", "LIMIT", "7"));
            assertTrue(redis.ask("HELLO", "3").startsWith("%7\r\n"));
            assertTrue(redis.ask("SINTER", "shop:odd", "shop:big").startsWith("~50\r\n"));
            assertEquals("~0\r\n", redis.ask("SMEMBERS", "shop:none"));
        }
    }

    @Test
    void shouldRefuseToMixWorkspaces() throws IOException {
        try (RawRedis redis = muster.raw()) {
            for (String command : List.of("SINTER", "SUNION", "SDIFF")) {
                assertTrue(redis.ask(command, "shop:odd", "other:odd").startsWith("-ERR keys: found more than one"));
            }
            assertTrue(redis.ask("SINTERCARD", "2", "shop:odd", "other:odd").startsWith("-ERR keys: found more"));
            String[] many = new String[130];
            Arrays.fill(many, "shop:odd");
            many[0] = "SUNION";
            assertTrue(redis.ask(many).startsWith("-ERR keys: found 129, expected at most 128"));
        }
    }

    @Test
    void shouldDrawMembersAtRandom() throws IOException {
        try (RawRedis redis = muster.raw()) {
            Set<String> drawn = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                drawn.add(redis.ask("SRANDMEMBER", "shop:big"));
            }
            assertTrue(drawn.size() > 50, "found " + drawn.size() + " of 100 in 200 draws");
            for (int count : List.of(1, 10, 60, 99, 100, 1_000)) {
                List<String> some = elements(redis.ask("SRANDMEMBER", "shop:big", "" + count));
                assertEquals(Math.min(count, 100), new HashSet<>(some).size());
                assertEquals(Math.min(count, 100), some.size());
            }
            assertEquals(
                    500, elements(redis.ask("SRANDMEMBER", "shop:big", "-500")).size());
            assertTrue(redis.ask("SRANDMEMBER", "shop:big", "-1000001").startsWith("-ERR count: found"));
        }
    }

    @Test
    void shouldWalkOverKeys() throws IOException {
        try (RawRedis redis = muster.raw()) {
            Set<String> listed = new TreeSet<>(elements(redis.ask("KEYS", "shop:*")));
            Set<String> walked = new TreeSet<>();
            String cursor = "0";
            int steps = 0;
            do {
                List<String> step = elements(redis.ask("SCAN", cursor, "COUNT", "3", "TYPE", "set"));
                cursor = step.getFirst();
                walked.addAll(step.subList(1, step.size()));
                steps++;
            } while (!cursor.equals("0"));
            assertEquals(listed, walked);
            assertTrue(steps >= listed.size() / 3, steps + " steps");
            assertTrue(listed.containsAll(Set.of("shop:odd", "shop:even", "shop:big")), listed.toString());
            assertEquals(":" + listed.size() + "\r\n", redis.ask("DBSIZE"));
            assertEquals(List.of("shop:odd"), elements(redis.ask("KEYS", "*:o[c-e]?")));
            assertEquals("*2\r\n$1\r\n0\r\n*0\r\n", redis.ask("SCAN", "0", "TYPE", "hash", "COUNT", "10000"));
            assertEquals(":2\r\n", redis.ask("EXISTS", "shop:odd", "shop:no", "nothing", "shop:odd"));
        }
    }

    @Test
    void shouldRefuseEveryCommandThatWritesAndSayWhereToSendIt() throws IOException {
        try (RawRedis redis = muster.raw()) {
            for (String command : List.of("SADD", "del", "Set", "GEORADIUSBYMEMBER", "FLUSHALL", "expire", "XADD")) {
                String reply = redis.ask(command, "shop:odd", "x");
                assertTrue(reply.startsWith("-ERR " + command.toUpperCase(Locale.ROOT) + ": found"), reply);
                assertTrue(reply.contains("read-only: send records to the binary port or POST /v1/"), reply);
            }
        }
    }

    @Test
    void shouldRefuseAPatternThatIsTooLong() throws IOException {
        try (RawRedis redis = muster.raw()) {
            String longest = "*".repeat(1_024);
            String refused = "-ERR pattern: found 1025 bytes, expected at most 1024\r\n";
            assertTrue(redis.ask("KEYS", longest).startsWith("*"));
            assertEquals(refused, redis.ask("KEYS", longest + "*"));
            assertEquals(refused, redis.ask("SCAN", "0", "MATCH", longest + "*"));
            assertEquals(refused, redis.ask("SSCAN", "shop:odd", "0", "MATCH", longest + "*"));
        }
    }

    @Test
    void shouldTellNoMoreInAStepThanItMay() throws IOException {
        try (RawRedis redis = muster.raw()) {
            muster.segment("many").customers(1_001, i -> "m-" + i, i -> "many");
            List<String> first = elements(redis.ask("SSCAN", "shop:many", "0", "COUNT", "1001"));
            assertEquals(1_000, first.size() - 1);
            List<String> second = elements(redis.ask("SSCAN", "shop:many", first.getFirst(), "COUNT", "1001"));
            assertEquals(List.of("0", "m-1000"), second);
        }
    }

    @Test
    void shouldNotStumbleOverBytesThatAreNoText() throws IOException {
        try (RawRedis redis = muster.raw()) {
            assertEquals(":0\r\n", redis.ask("SISMEMBER", "shop:odd", "\0ÿ\r\nþ"));
            assertEquals(":0\r\n", redis.ask("SISMEMBER", "shop:\0ÿ", "c-1"));
            assertEquals(":0\r\n", redis.ask("SISMEMBER", "ÿ:odd", "c-1"));
            assertEquals(":0\r\n", redis.ask("SISMEMBER", "", ""));
            assertEquals(":0\r\n", redis.ask("SISMEMBER", ":", "c-1"));
            assertEquals(":0\r\n", redis.ask("SISMEMBER", "x".repeat(5_000), "y".repeat(100_000)));
            assertEquals("$4\r\n\0ÿ\r\n\r\n", redis.ask("ECHO", "\0ÿ\r\n"));
            assertTrue(redis.ask("\0\1", "a").startsWith("-ERR unknown command ''"));
            assertEquals("+PONG\r\n", redis.ask("PING"));
        }
    }

    @Test
    void shouldFollowDefinitionsAsTheyChange() throws IOException {
        try (RawRedis redis = muster.raw()) {
            assertEquals(":0\r\n", redis.ask("EXISTS", "shop:later"));
            int id = muster.shop
                    .createSegment("later", "customer_tags CONTAINS 'odd'")
                    .id();
            assertEquals(":1\r\n", redis.ask("SISMEMBER", "shop:later", "c-1"));
            assertEquals(":500\r\n", redis.ask("SCARD", "shop:later"));
            muster.shop.deleteSegment(id);
            assertEquals(":0\r\n", redis.ask("SISMEMBER", "shop:later", "c-1"));
            assertEquals(":0\r\n", redis.ask("EXISTS", "shop:later"));
        }
    }

    /** All bulk strings of a reply. */
    static List<String> elements(String reply) {
        List<String> found = new ArrayList<>();
        int at = reply.indexOf('$');
        while (at >= 0) {
            int end = reply.indexOf("\r\n", at);
            int length = Integer.parseInt(reply.substring(at + 1, end));
            found.add(reply.substring(end + 2, end + 2 + length));
            at = reply.indexOf('$', end + 2 + length);
        }
        return found;
    }
}
