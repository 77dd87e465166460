package io.muster.tools.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.RefusedRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordLoadTest {
    private final List<String> received = new ArrayList<>();
    private final List<CompletableFuture<AppendResult>> answers = new ArrayList<>();

    @Test
    void shouldKeepAndTellRefusedLinesByTheirPlaceInTheFile() {
        ByteArrayOutputStream rejects = new ByteArrayOutputStream();
        RecordLoad load = new RecordLoad(this::receive, rejects);
        load.send(batch(11, "good\nbad one\n\ngood\nbad two\n"));
        List<RefusedRecord> refusals =
                List.of(new RefusedRecord(1, 3, "time", "found 'one'"), new RefusedRecord(4, 0, "", "not JSON"));
        answers.getFirst().complete(new AppendResult(99, 2, 2, refusals));
        load.drain();
        assertEquals("bad one\nbad two\n", rejects.toString(StandardCharsets.UTF_8));
        assertEquals(
                List.of("f:12:3: time: found 'one'", "f:15: not JSON"),
                load.summary().refusals().stream().map(Object::toString).toList());
        assertEquals(2, load.summary().taken());
        assertEquals(2, load.summary().refused());
        assertEquals(15, load.summary().acknowledged().line());
        assertEquals(99, load.summary().lastSequence());
    }

    @Test
    void shouldSendAgainWhatABusyServerTurnedAway() {
        RecordLoad load = new RecordLoad(this::receive, null);
        load.send(batch(1, "a\n"));
        answering = (bytes, offset, length) -> CompletableFuture.completedFuture(done());
        answers.getFirst().completeExceptionally(new MusterException(ErrorCode.BUSY, "full"));
        load.send(batch(2, "b\n"));
        load.drain();
        assertEquals(2, load.summary().taken());
        assertEquals(2, load.summary().acknowledged().line());
        assertEquals(2, received.stream().filter("a\n"::equals).count());
    }

    @Test
    void shouldNotSayThatMoreIsAcknowledgedThanWas() {
        RecordLoad load = new RecordLoad(this::receive, null);
        for (int line = 1; line <= 4; line++) {
            load.send(batch(line, "x\n"));
        }
        answers.get(0).complete(done());
        answers.get(1).complete(done());
        answers.get(2).completeExceptionally(new MusterException(ErrorCode.UNREACHABLE, "lost"));
        answers.get(3).complete(done());
        assertEquals(
                ErrorCode.UNREACHABLE,
                assertThrows(MusterException.class, load::drain).code());
        assertEquals(2, load.summary().acknowledged().line());
        assertEquals(2, load.summary().taken());
    }

    @Test
    void shouldBoundWhatIsOnTheWay() {
        answering = (bytes, offset, length) -> CompletableFuture.supplyAsync(RecordLoadTest::done);
        RecordLoad load = new RecordLoad(this::receive, null);
        for (int line = 1; line <= 1_000; line++) {
            load.send(batch(line, "x\n"));
            assertTrue(line - load.summary().taken() <= 8);
        }
        load.drain();
        assertEquals(1_000, load.summary().taken());
    }

    private AppendTarget answering;

    private CompletableFuture<AppendResult> receive(byte[] bytes, int offset, int length) {
        received.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        if (answering != null) {
            return answering.append(bytes, offset, length);
        }
        CompletableFuture<AppendResult> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    private static AppendResult done() {
        return new AppendResult(1, 1, 0, List.of());
    }

    private static LineBatch batch(long firstLine, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new LineBatch("f", firstLine, (int) text.lines().count(), bytes, bytes.length);
    }
}
