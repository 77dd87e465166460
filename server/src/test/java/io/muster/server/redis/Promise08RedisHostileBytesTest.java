package io.muster.server.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.Soak;
import io.muster.server.security.SecurityOptions;
import io.muster.server.wire.flow.ConnectionOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever comes to the Redis port is answered or ends the connection: no hang, no growth, and whoever comes next is
 * served. {@code -Dmuster.soak=60s} for longer.
 */
@Timeout(600)
class Promise08RedisHostileBytesTest {
    private static final long SOAK_NS = Soak.nanos(2_000);
    private static final int SHORT_MS = 300;

    /** So long that on a busy machine a shop is made, and a first command sent, before it is over. */
    private static final int IDLE_MS = 2_000;

    private static final List<String[]> COMMANDS = List.of(
            new String[] {"SISMEMBER", "shop:odd", "c-1"},
            new String[] {"SMISMEMBER", "shop:odd", "c-1", "c-2"},
            new String[] {"SMEMBERS", "shop:odd"},
            new String[] {"SSCAN", "shop:odd", "0", "MATCH", "c-*", "COUNT", "3"},
            new String[] {"SRANDMEMBER", "shop:odd", "-5"},
            new String[] {"SINTERCARD", "2", "shop:odd", "shop:odd", "LIMIT", "2"},
            new String[] {"SCAN", "0", "COUNT", "5", "TYPE", "set"},
            new String[] {"KEYS", "[a-z]*"},
            new String[] {"HELLO", "3", "SETNAME", "x"},
            new String[] {"CLIENT", "SETINFO", "lib-name", "x"},
            new String[] {"COMMAND", "DOCS", "ping"},
            new String[] {"CONFIG", "GET", "save"},
            new String[] {"AUTH", "default", "x"},
            new String[] {"SELECT", "0"});

    private RedisShop muster;

    @BeforeEach
    void start() throws IOException {
        muster = new RedisShop().segment("odd").customers(100, i -> "c-" + i, i -> i % 2 == 0 ? "even" : "odd");
    }

    @AfterEach
    void stop() throws IOException {
        muster.close();
    }

    @Test
    void shouldAnswerEveryCommandCutAtEveryByte() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        COMMANDS.stream()
                .filter(each -> !each[0].equals("SRANDMEMBER"))
                .forEach(each -> all.writeBytes(RawRedis.command(each)));
        byte[] pipeline = all.toByteArray();
        String expected = null;
        for (int cut = 0; cut < pipeline.length; cut += 3) {
            try (RawRedis redis = muster.raw()) {
                byte[] first = Arrays.copyOf(pipeline, cut);
                byte[] second = Arrays.copyOfRange(pipeline, cut, pipeline.length);
                redis.send(first).send(second).endOutput();
                String replies = redis.rest().replaceAll("id\r\n:\\d+", "id");
                expected = expected == null ? replies : expected;
                assertEquals(expected, replies, "cut at " + cut);
            }
        }
        assertServed();
    }

    @Test
    void shouldStandWhateverComes() throws IOException {
        long seed = System.nanoTime();
        System.out.println("Promise08RedisHostileBytesTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        long startNs = System.nanoTime();
        int connections = 0;
        while (System.nanoTime() - startNs < SOAK_NS || connections == 0) {
            try (RawRedis redis = muster.raw()) {
                for (int i = random.nextInt(1, 20); i > 0; i--) {
                    redis.send(hostile(random));
                }
                redis.endOutput();
                redis.rest();
            } catch (IOException e) {
                assertTrue(
                        String.valueOf(e.getMessage()).matches(".*(reset|Broken pipe|closed).*"),
                        "seed " + seed + ": " + e);
            }
            connections++;
        }
        System.out.println("Promise08RedisHostileBytesTest spoilt " + connections + " connections");
        assertServed();
    }

    @Test
    void shouldGiveUpOnACommandThatDoesNotComeToItsEnd() throws IOException {
        try (RedisShop impatient = new RedisShop(
                options -> options.connections(ConnectionOptions.defaults().withTimeouts(30_000, SHORT_MS)))) {
            for (String begun : List.of("*2\r\n$4\r\nECHO\r\n$100\r\nabc", "PIN", "*1000\r\n")) {
                try (RawRedis redis = impatient.raw()) {
                    redis.send(begun);
                    String told = redis.rest();
                    assertTrue(told.startsWith("-ERR command: found " + begun.length() + " bytes of it"), told);
                }
            }
            assertEquals(3, impatient.server.connections().slowSenders());
            assertNothingHeld(impatient);
        }
    }

    @Test
    void shouldHoldOnlyWhatHasComeOfWhatIsPromised() throws IOException {
        try (RawRedis redis = muster.raw()) {
            redis.send("*65536\r\n$1048576\r\nabc");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> muster.server.connections().requests().usedBytes() > 0);
            long heldBytes = muster.server.connections().requests().usedBytes();
            assertTrue(heldBytes <= 1_024, heldBytes + " bytes are held");
        }
        assertNothingHeld(muster);
    }

    @Test
    void shouldRefuseWhatAllTogetherHaveNoRoomFor() throws IOException {
        List<RawRedis> senders = new ArrayList<>();
        boolean cutOff = false;
        try (RedisShop small = new RedisShop(options -> options.connections(ConnectionOptions.defaults()
                .withRequestBytes(
                        ConnectionOptions.LEAST_REQUEST_BYTES, ConnectionOptions.LEAST_TOTAL_REQUEST_BYTES)))) {
            String argument = "$1048576\r\n" + "x".repeat(1 << 20) + "\r\n";
            byte[] begun = ("*17\r\n" + argument.repeat(15)).getBytes(ISO_8859_1);
            for (int i = 0; i < 40 && !cutOff && anyReply(senders).isEmpty(); i++) {
                RawRedis sender = small.raw();
                senders.add(sender);
                try {
                    sender.send(begun);
                } catch (IOException e) {
                    // Told, and then closed before all was sent.
                    cutOff = true;
                }
                long heldBytes = small.server.connections().requests().usedBytes();
                assertTrue(heldBytes <= ConnectionOptions.LEAST_TOTAL_REQUEST_BYTES, heldBytes + " bytes are held");
            }
            if (!cutOff) {
                String told =
                        await().atMost(Duration.ofSeconds(30)).until(() -> anyReply(senders), any -> !any.isEmpty());
                assertTrue(told.startsWith("-BUSY connection: "), told);
            }
        } finally {
            for (RawRedis each : senders) {
                each.close();
            }
        }
    }

    /** The first reply that came to one of them, again and again; empty where none has come. */
    private static String anyReply(List<RawRedis> senders) throws IOException {
        for (RawRedis sender : senders) {
            String reply = sender.firstIfThere();
            if (!reply.isEmpty()) {
                return reply;
            }
        }
        return "";
    }

    @Test
    void shouldCloseConnectionsThatSayNothing() throws Exception {
        try (RedisShop impatient = new RedisShop(
                        options -> options.security(SecurityOptions.defaults().withIdleTimeoutMs(IDLE_MS)));
                RawRedis redis = impatient.raw()) {
            assertEquals("+PONG\r\n", redis.ask("PING"));
            assertEquals("", redis.rest());
        }
    }

    @Test
    void shouldTellTheOneBeyondTheLimitAndTakeTheNextWhenOneLeaves() throws Exception {
        try (RedisShop small = new RedisShop(
                options -> options.connections(ConnectionOptions.defaults().withMaxConnections(2)))) {
            // The other of the two is that of the binary protocol.
            RawRedis one = small.raw();
            assertEquals("+PONG\r\n", one.ask("PING"));
            try (RawRedis beyond = small.raw()) {
                assertEquals("-ERR max number of clients reached\r\n", beyond.rest());
            }
            one.close();
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
                try (RawRedis next = small.raw()) {
                    return next.ask("PING").equals("+PONG\r\n");
                }
            });
        }
    }

    private byte[] hostile(SplittableRandom random) {
        byte[] bytes = RawRedis.command(COMMANDS.get(random.nextInt(COMMANDS.size())));
        for (int spoils = random.nextInt(4); spoils > 0 && bytes.length > 0; spoils--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, at);
                case 2 -> bytes[at] = (byte) "*$\r\n09-\"".charAt(random.nextInt(8));
                default -> {
                    String text = new String(bytes, ISO_8859_1);
                    bytes = (text.substring(0, at) + random.nextLong() + text.substring(at)).getBytes(ISO_8859_1);
                }
            }
        }
        return bytes;
    }

    private void assertServed() throws IOException {
        try (RawRedis redis = muster.raw()) {
            assertEquals(":1\r\n", redis.ask("SISMEMBER", "shop:odd", "c-1"));
        }
        assertNothingHeld(muster);
    }

    private static void assertNothingHeld(RedisShop shop) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> shop.server.connections().requests().usedBytes() == 0
                        && shop.server.connections().exports().used() == 0
                        && shop.server.connections().unread().usedBytes() == 0);
    }
}
