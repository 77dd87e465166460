package io.muster.server.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every byte of every reply to a script of commands is what Redis answers where it has the same sets. The script and
 * the replies of Redis are kept; where the machine has a {@code redis-server} of that version they are held against it,
 * and {@code -Dmuster.redis.record=true} takes them anew.
 */
@Timeout(120)
class RedisSamplesTest {
    private static final String SAMPLES = "redis-7.0.15.txt";
    private static final String VERSION = "v=7.0.15 ";
    private static final String NEW_CONNECTION = "# connection";
    private static final int MOST_PORTS = 5;

    /** A command and its reply, as they stand in the file: what is not ASCII, and line ends, are escaped. */
    private record Sample(String command, String reply) {}

    private record Started(Process redis, int port) {}

    @Test
    void shouldAnswerAsRedisDid() throws IOException {
        try (RedisShop muster = new RedisShop()
                .segment("one")
                .segment("two")
                .segment("three")
                .segment("empty")
                .customer("c-1", "one", "two")
                .customer("c-2", "two", "three")
                .customer("c-3", "three")
                .customer("ÿ d", "three")) {
            assertEquals(text(samples()), text(ask(muster.port(), samples())));
        }
    }

    @Test
    void shouldHaveSamplesThatAreWhatRedisAnswers() throws Exception {
        RedisTool.require("redis-server");
        RedisTool.require("redis-cli");
        String version = RedisTool.run("redis-server", "--version");
        assumeTrue(version.contains(VERSION), () -> version + ": the samples are of " + VERSION);
        Started started = startRedis();
        Process redis = started.redis();
        int port = started.port();
        try {
            try (RawRedis filling = new RawRedis(port)) {
                filling.ask("SADD", "shop:one", "c-1");
                filling.ask("SADD", "shop:two", "c-1", "c-2");
                filling.ask("SADD", "shop:three", "c-2", "c-3", new String("ÿ d".getBytes(UTF_8), ISO_8859_1));
            }
            List<Sample> answered = ask(port, samples());
            if (Boolean.getBoolean("muster.redis.record")) {
                Path kept = Path.of(
                        System.getProperty("muster.root"), "server/src/test/resources/io/muster/server/redis", SAMPLES);
                Files.writeString(kept, text(answered));
            }
            assertEquals(text(samples()), text(answered));
        } finally {
            redis.destroy();
            redis.waitFor();
        }
    }

    /** On a port that nobody else takes before it does. */
    private static Started startRedis() throws IOException {
        for (int tried = 1; ; tried++) {
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            Process redis = RedisTool.start(List.of(
                    "redis-server", "--port", "" + port, "--save", "", "--appendonly", "no", "--daemonize", "no"));
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> !redis.isAlive() || answers(port));
            } catch (ConditionTimeoutException e) {
                redis.destroyForcibly();
                throw e;
            }
            if (redis.isAlive()) {
                return new Started(redis, port);
            }
            String told = new String(redis.getInputStream().readAllBytes(), UTF_8);
            assertTrue(tried < MOST_PORTS, () -> "redis-server ended: " + told);
        }
    }

    private static boolean answers(int port) {
        try (RawRedis redis = new RawRedis(port)) {
            return redis.ask("PING").equals("+PONG\r\n");
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Sample> ask(int port, List<Sample> samples) throws IOException {
        List<Sample> answered = new ArrayList<>();
        RawRedis redis = new RawRedis(port);
        try {
            for (Sample sample : samples) {
                String command = sample.command();
                if (command.equals(NEW_CONNECTION)) {
                    redis.close();
                    redis = new RawRedis(port);
                    answered.add(sample);
                    continue;
                }
                boolean last = command.startsWith("! ");
                redis.send(unescaped(command.substring(2)));
                String reply = last ? redis.rest() : redis.reply();
                answered.add(new Sample(command, command.startsWith("? ") ? "" : escaped(reply)));
            }
        } finally {
            redis.close();
        }
        return answered;
    }

    /**
     * {@code > } before bytes that are sent and have one reply, {@code ! } where the connection ends with it, {@code ?
     * } where the reply is not the same each time, and not compared; the next line is the reply.
     */
    private static List<Sample> samples() throws IOException {
        List<String> lines;
        try (InputStream in = RedisSamplesTest.class.getResourceAsStream(SAMPLES)) {
            lines = new String(in.readAllBytes(), ISO_8859_1).lines().toList();
        }
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.equals(NEW_CONNECTION)) {
                samples.add(new Sample(line, null));
            } else if (line.startsWith("> ") || line.startsWith("! ") || line.startsWith("? ")) {
                boolean answered = i + 1 < lines.size() && lines.get(i + 1).startsWith("= ");
                samples.add(new Sample(line, answered ? lines.get(++i).substring(2) : ""));
            }
        }
        return samples;
    }

    private static String text(List<Sample> samples) {
        StringBuilder text = new StringBuilder();
        for (Sample sample : samples) {
            text.append(sample.command()).append('\n');
            if (sample.reply() != null) {
                text.append("= ").append(sample.reply()).append('\n');
            }
        }
        return text.toString();
    }

    private static String escaped(String raw) {
        StringBuilder text = new StringBuilder();
        for (char each : raw.toCharArray()) {
            if (each == '\r') {
                text.append("\\r");
            } else if (each == '\n') {
                text.append("\\n");
            } else if (each < ' ' || each > '~' || each == '\\') {
                text.append(String.format("\\x%02x", (int) each));
            } else {
                text.append(each);
            }
        }
        return text.toString();
    }

    /** The bytes of a line; one without line ends is a command of words, sent as clients do. */
    private static byte[] unescaped(String line) {
        boolean asItIs = line.contains("\\r") || line.contains("\\n");
        if (!asItIs) {
            String[] words = line.split(" ");
            for (int i = 0; i < words.length; i++) {
                words[i] = new String(bytes(words[i]), ISO_8859_1);
            }
            return RawRedis.command(words);
        }
        return bytes(line);
    }

    private static byte[] bytes(String text) {
        StringBuilder raw = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each != '\\') {
                raw.append(each);
            } else if (text.charAt(++i) == 'x') {
                raw.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                raw.append(text.charAt(i) == 'r' ? '\r' : '\n');
            }
        }
        return raw.toString().getBytes(ISO_8859_1);
    }
}
