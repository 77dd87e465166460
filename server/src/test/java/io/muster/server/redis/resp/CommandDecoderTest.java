package io.muster.server.redis.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class CommandDecoderTest {
    private static final String PIPELINE = "*3\r\n$9\r\nSISMEMBER\r\n$8\r\nshop:vip\r\n$3\r\nc-1\r\n" + "PING\r\n"
            + "*0\r\n" + "\r\n" + "*-1\r\n" + "*2\r\n$4\r\nECHO\r\n$0\r\n\r\n"
            + "echo \"a\\x00\\n\\\" b\" 'it''s'\r\n".replace("'it''s'", "'it\\'s'")
            + "*2\r\n$4\r\nEcho\r\n$5\r\n\r\n*1$\r\n" + "get x\n";

    private static final List<List<String>> COMMANDS = List.of(
            List.of("SISMEMBER", "shop:vip", "c-1"),
            List.of("PING"),
            List.of("ECHO", ""),
            List.of("echo", "a\0\n\" b", "it's"),
            List.of("Echo", "\r\n*1$"),
            List.of("get", "x"));

    @Test
    void shouldFindTheSameCommandsHoweverTheBytesAreCut() {
        byte[] bytes = PIPELINE.getBytes(ISO_8859_1);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                Fed fed = new Fed();
                fed.feed(bytes, 0, first);
                fed.feed(bytes, first, second);
                fed.feed(bytes, second, bytes.length);
                assertEquals(COMMANDS, fed.commands, "cut at " + first + " and " + second);
                assertEquals(null, fed.error);
            }
        }
    }

    @Test
    void shouldFindTheSameCommandsByteByByte() {
        byte[] bytes = PIPELINE.getBytes(ISO_8859_1);
        Fed fed = new Fed();
        for (int i = 0; i < bytes.length; i++) {
            fed.feed(bytes, i, i + 1);
        }
        assertEquals(COMMANDS, fed.commands);
    }

    @Test
    void shouldDoNothingButSayWhatIsWrongWithRandomBytes() {
        long seed = System.nanoTime();
        System.out.println("CommandDecoderTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        byte[] favoured = "*$\r\n0123456789-\"'\\ x".getBytes(ISO_8859_1);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] =
                        random.nextInt(8) == 0 ? (byte) random.nextInt(256) : favoured[random.nextInt(favoured.length)];
            }
            Fed whole = new Fed();
            whole.feed(bytes, 0, bytes.length);
            Fed cut = new Fed();
            int at = random.nextInt(bytes.length + 1);
            cut.feed(bytes, 0, at);
            cut.feed(bytes, at, bytes.length);
            assertEquals(whole.commands, cut.commands, "seed " + seed);
            assertEquals(whole.error, cut.error, "seed " + seed);
        }
    }

    @Test
    void shouldTellWhatIsWrongInTheWordsOfRedis() {
        assertError("invalid multibulk length", "*x\r\n");
        assertError("invalid multibulk length", "*01\r\n");
        assertError("expected '$', got ':'", "*1\r\n:1\r\n");
        assertError("invalid bulk length", "*1\r\n$-1\r\n");
        assertError("invalid bulk length", "*1\r\n$99999999999999999999\r\n");
        assertError("found what looks like TLS", "\u0016\u0003\u0001");
        assertError("unbalanced quotes in request", "echo \"x\r\n");
        assertError("unbalanced quotes in request", "echo 'x'y\r\n");
    }

    @Test
    void shouldTakeWhatIsAtTheBoundsAndNothingBeyond() {
        assertError("invalid multibulk length", "*" + (RespLimits.MAX_ARGUMENTS + 1) + "\r\n");
        assertNoError("*" + RespLimits.MAX_ARGUMENTS + "\r\n");
        assertError("invalid bulk length", "*1\r\n$" + (RespLimits.MAX_ARGUMENT_BYTES + 1) + "\r\n");
        assertNoError("*1\r\n$" + RespLimits.MAX_ARGUMENT_BYTES + "\r\n");
        assertError("too big inline request", "x".repeat(RespLimits.MAX_LINE_BYTES + 1));
        assertNoError("x".repeat(RespLimits.MAX_LINE_BYTES));
        assertError("too big mbulk count string", "*" + "1".repeat(RespLimits.MAX_LINE_BYTES));
        assertError("too big bulk count string", "*1\r\n$" + "1".repeat(RespLimits.MAX_LINE_BYTES));
    }

    @Test
    void shouldBoundACommandAsAWhole() {
        String argument =
                "$" + RespLimits.MAX_ARGUMENT_BYTES + "\r\n" + "x".repeat(RespLimits.MAX_ARGUMENT_BYTES) + "\r\n";
        int fitting = RespLimits.MAX_COMMAND_BYTES / argument.length();
        assertNoError("*64\r\n" + argument.repeat(fitting));
        assertError("invalid bulk length, found a command", "*64\r\n" + argument.repeat(fitting + 1));
    }

    @Test
    void shouldTakeLittleFromStrangers() {
        assertStrangerError("unauthenticated multibulk length", "*11\r\n");
        assertStrangerError("unauthenticated bulk length", "*1\r\n$16385\r\n");
        Fed fed = new Fed();
        fed.decoder.stranger(true);
        byte[] bytes = ("*10\r\n$16384\r\n" + "x".repeat(16_384)).getBytes(ISO_8859_1);
        fed.feed(bytes, 0, bytes.length);
        assertEquals(null, fed.error);
    }

    private static void assertStrangerError(String expected, String bytes) {
        Fed fed = new Fed();
        fed.decoder.stranger(true);
        fed.feed(bytes.getBytes(ISO_8859_1), 0, bytes.length());
        assertEquals("Protocol error: " + expected, fed.error);
    }

    private static void assertError(String expected, String bytes) {
        Fed fed = new Fed();
        fed.feed(bytes.getBytes(ISO_8859_1), 0, bytes.length());
        assertTrue(String.valueOf(fed.error).startsWith("Protocol error: " + expected), fed.error);
    }

    private static void assertNoError(String bytes) {
        Fed fed = new Fed();
        fed.feed(bytes.getBytes(ISO_8859_1), 0, bytes.length());
        assertEquals(null, fed.error);
    }

    /** A decoder whose bytes come in pieces, and move to the front between these as a connection's do. */
    private static final class Fed {
        final CommandDecoder decoder = new CommandDecoder();
        final List<List<String>> commands = new ArrayList<>();
        String error;
        private byte[] held = {};

        Fed() {
            decoder.stranger(false);
        }

        void feed(byte[] bytes, int from, int to) {
            int kept = held.length - decoder.start();
            byte[] joined = new byte[kept + to - from];
            System.arraycopy(held, decoder.start(), joined, 0, kept);
            System.arraycopy(bytes, from, joined, kept, to - from);
            decoder.moved();
            held = joined;
            UnsafeBuffer buffer = new UnsafeBuffer(joined);
            while (error == null) {
                CommandDecoder.Result found = decoder.next(buffer, joined.length);
                if (found == CommandDecoder.Result.INCOMPLETE) {
                    return;
                }
                if (found == CommandDecoder.Result.BROKEN) {
                    error = decoder.error();
                    return;
                }
                CommandArguments arguments = decoder.arguments();
                List<String> command = new ArrayList<>();
                for (int i = 0; i < arguments.count(); i++) {
                    command.add(arguments.raw(i));
                }
                commands.add(command);
                decoder.taken();
            }
        }
    }
}
