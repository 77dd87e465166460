package io.muster.server.api;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.http.RawHttp;
import io.muster.server.security.Need;
import io.muster.server.wire.backend.BackendException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What bodies that are being read may have together, and how long they may take. */
@Timeout(120)
class BodyRoomTest {
    private static final String HEAD = "POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: 100\r\n\r\n";

    @Test
    void shouldHaveRoomUpToItsBoundAndNotAByteMore() {
        BodyRoom room = new BodyRoom(1);
        room.take((int) BodyRoom.MAX_BYTES);
        assertEquals(
                BackendException.Kind.BUSY,
                assertThrows(BackendException.class, () -> room.take(1)).kind());
        room.give(1);
        room.take(1);
        assertEquals(BodyRoom.MAX_BYTES, room.takenBytes());
    }

    @Test
    void shouldRefuseBodiesWhereThereIsNoRoom() throws IOException {
        BodyRoom room = new BodyRoom(BodyRoom.MAX_BODY_MS);
        try (ApiRig rig = rig(room)) {
            room.take((int) BodyRoom.MAX_BYTES - 1);
            ApiAnswer refused = rig.api.post("/v1/echo", "{}");
            refused.isProblem(503, "busy", "bodies: found more than 67108864 bytes");
            assertEquals("1", refused.header("Retry-After"));
            room.give((int) BodyRoom.MAX_BYTES - 1);
            rig.api.post("/v1/echo", "{}").is(204);
            assertEquals(0, room.takenBytes());
        }
    }

    @Test
    void shouldNotWaitForABodyForEver() throws IOException {
        BodyRoom room = new BodyRoom(200);
        try (ApiRig rig = rig(room);
                RawHttp raw = new RawHttp(rig.http.port())) {
            raw.send(HEAD + "{");
            String answer = raw.receive();
            assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
            assertTrue(answer.contains("found no end of it within 200 ms"), answer);
            assertTrue(raw.isClosed());
            assertEquals(0, room.takenBytes());
        }
    }

    @Test
    void shouldGiveRoomBackWhereTheCallerGoesAway() throws IOException {
        BodyRoom room = new BodyRoom(BodyRoom.MAX_BODY_MS);
        try (ApiRig rig = rig(room)) {
            try (RawHttp raw = new RawHttp(rig.http.port())) {
                raw.send(HEAD + "{");
                await().atMost(Duration.ofSeconds(30)).until(() -> room.takenBytes() == 1);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> room.takenBytes() == 0);
        }
    }

    private static ApiRig rig(BodyRoom room) throws IOException {
        return new ApiRig(
                room,
                new AnswerRoom(AnswerRoom.MAX_UNREAD_MS),
                ApiRig.refusing(new IllegalStateException("not to be asked")),
                routes -> routes.post("/v1/echo", Need.LOGIN, call -> call.body(body -> call.answerNothing())));
    }
}
