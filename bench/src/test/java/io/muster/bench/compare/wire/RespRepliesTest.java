package io.muster.bench.compare.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RespRepliesTest {
    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldAddUpIntegersStringsAndArrays() {
        RespReplies replies = new RespReplies();

        assertEquals(5, replies.take(bytes(":1\r\n:0\r\n$5\r\nab\r\nc\r\n*3\r\n:1\r\n$2\r\nxy\r\n:-4\r\n+OK\r\n")));
        assertEquals(1 + 5 + (1 + 1 - 4), replies.answers());
    }

    @Test
    void shouldWaitForTheRestWhereverItIsCut() {
        String text = ":17\r\n*2\r\n$1\r\na\r\n$-1\r\n$3\r\nabc\r\n";
        for (int cut = 0; cut <= text.length(); cut++) {
            RespReplies replies = new RespReplies();
            ByteBuffer received = bytes(text);
            received.limit(cut);
            int answered = replies.take(received);
            received.limit(text.length());
            answered += replies.take(received);

            assertEquals(3, answered, "cut at " + cut);
            assertEquals(17 + 1 + 3, replies.answers(), "cut at " + cut);
            assertEquals(0, received.remaining());
        }
    }

    @Test
    void shouldCountSeveralRepliesAsOneOperation() {
        RespReplies replies = new RespReplies(2, 1);

        assertEquals(1, replies.take(bytes(":125000\r\n:42\r\n:125000\r\n")));
        assertEquals(1, replies.take(bytes(":1\r\n")));
        assertEquals(43, replies.answers());
    }

    @Test
    void shouldRefuseErrorsAndWhatIsNoReply() {
        RespReplies replies = new RespReplies();
        IllegalStateException error = assertThrows(
                IllegalStateException.class, () -> replies.take(bytes("-WRONGTYPE Operation against a key\r\n")));
        assertTrue(error.getMessage().contains("WRONGTYPE"));
        assertThrows(IllegalStateException.class, () -> replies.take(bytes("HTTP/1.1 200 OK\r\n")));
    }

    @Test
    void shouldEncodeCommands() {
        assertEquals(
                "*3\r\n$9\r\nSISMEMBER\r\n$10\r\nbench:s000\r\n$2\r\n00\r\n",
                new String(RespRequests.command("SISMEMBER", "bench:s000", "00"), StandardCharsets.UTF_8));
        assertEquals(
                "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$2\r\nab\r\n",
                new String(RespRequests.set("k", new byte[] {'a', 'b'}), StandardCharsets.UTF_8));
    }
}
