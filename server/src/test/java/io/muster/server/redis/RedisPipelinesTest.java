package io.muster.server.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.protocol.client.Durability;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Look-ups that come together, however they are cut and mixed, are answered as if each had come alone, in order. */
@Timeout(120)
class RedisPipelinesTest {
    private static final int CUSTOMERS = 500;
    private static final String SHORT = "plain";
    private static final String LONG = "a customer with a long id ";
    private static RedisShop muster;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final StringBuilder expected = new StringBuilder();

    @BeforeAll
    static void start() throws IOException {
        muster = new RedisShop();
        for (int divisor = 1; divisor <= 70; divisor++) {
            muster.segment("by" + divisor + "x");
        }
        muster.customers(CUSTOMERS, i -> i % 2 == 0 ? LONG + i : "0000000" + i, i -> tags(i));
        muster.client.createWorkspace("other", "UTC", "EUR");
        muster.client.workspace("other").createSegment("by7x", "customer_tags CONTAINS 'by7x'");
        byte[] record = "{\"type\":\"customer\",\"id\":\"00000001\",\"tags\":[\"by7x\"]}\n".getBytes(ISO_8859_1);
        muster.client.workspace("other").append(record, 0, record.length, Durability.DISK);
    }

    @AfterAll
    static void stop() throws IOException {
        muster.close();
    }

    @Test
    void shouldAnswerManyLookupsOfAReadEachInItsPlace() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            one(1 + random.nextInt(3), random.nextInt(CUSTOMERS + 50));
        }
        checkAnswers(sent.size());
    }

    @Test
    void shouldAnswerArraysOfAnyLength() throws IOException {
        for (int count : new int[] {1, 2, 63, 64, 65, 127, 128, 129, 1_000, 65_534}) {
            several(2, count);
            one(2, 4);
            several(70, count);
        }
        checkAnswers(sent.size());
    }

    @Test
    void shouldAnswerWhateverComesMixedAndHoweverItIsCut() throws IOException {
        for (int i = 0; i < 4_000; i++) {
            int kind = random.nextInt(20);
            int divisor = 1 + random.nextInt(70);
            if (kind < 12) {
                one(divisor, random.nextInt(CUSTOMERS + 50));
            } else if (kind < 15) {
                several(divisor, 1 + random.nextInt(100));
            } else {
                another(kind);
            }
        }
        checkAnswers(900);
    }

    private void one(int divisor, int customer) {
        sent.writeBytes(RawRedis.command("SISMEMBER", "shop:by" + divisor + "x", id(customer)));
        expected.append(answer(divisor, customer));
    }

    private void several(int divisor, int count) {
        String[] command = new String[2 + count];
        command[0] = "smismember";
        command[1] = "shop:by" + divisor + "x";
        expected.append('*').append(count).append("\r\n");
        for (int i = 0; i < count; i++) {
            int customer = random.nextInt(CUSTOMERS + 50);
            command[2 + i] = id(customer);
            expected.append(answer(divisor, customer));
        }
        sent.writeBytes(RawRedis.command(command));
    }

    private void another(int kind) {
        String[] command;
        String reply = ":0\r\n";
        switch (kind) {
            case 15 -> {
                command = new String[] {"SISMEMBER", "other:by7x", "00000001"};
                reply = ":1\r\n";
            }
            case 16 -> command = new String[] {"SISMEMBER", "shop:none", "00000001"};
            case 17 -> {
                command = new String[] {"SISMEMBER", "shop:by1x"};
                reply = "-ERR wrong number of arguments for 'sismember' command\r\n";
            }
            case 18 -> {
                command = new String[] {"PING"};
                reply = "+PONG\r\n";
            }
            default -> command = new String[] {"SISMEMBER", "shop:by1x", ""};
        }
        sent.writeBytes(RawRedis.command(command));
        expected.append(reply);
    }

    /** Sends what was gathered in pieces of up to so many bytes. */
    private void checkAnswers(int pieceBytes) throws IOException {
        System.out.println("seed: " + seed);
        byte[] bytes = sent.toByteArray();
        try (RawRedis redis = muster.raw()) {
            Thread sending = Thread.startVirtualThread(() -> send(redis, bytes, pieceBytes));
            StringBuilder found = new StringBuilder();
            while (found.length() < expected.length()) {
                found.append(redis.reply());
            }
            assertEquals(expected.toString(), found.toString(), "seed " + seed);
            sending.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void send(RawRedis redis, byte[] bytes, int pieceBytes) {
        try {
            for (int from = 0; from < bytes.length; ) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(pieceBytes));
                redis.send(Arrays.copyOfRange(bytes, from, to));
                from = to;
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String answer(int divisor, int customer) {
        return customer < CUSTOMERS && customer % divisor == 0 ? ":1\r\n" : ":0\r\n";
    }

    private static String id(int customer) {
        return customer % 2 == 0 ? LONG + customer : "0000000" + customer;
    }

    private static String tags(int customer) {
        StringBuilder tags = new StringBuilder(SHORT);
        for (int divisor = 1; divisor <= 70; divisor++) {
            if (customer % divisor == 0) {
                tags.append("\",\"by").append(divisor).append('x');
            }
        }
        return tags.toString();
    }
}
