package io.muster.server.api;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.http.RawHttp;
import io.muster.server.security.Need;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What long answers may have together that are not taken, and how long that may take. */
@Timeout(120)
class AnswerRoomTest {
    private static final byte[] LONG = ("\"" + "x".repeat(32 * 1024 * 1024) + "\"").getBytes();

    @Test
    void shouldHaveRoomUpToItsBoundAndNotAByteMore() throws IOException {
        AnswerRoom room = new AnswerRoom(AnswerRoom.MAX_UNREAD_MS);
        try (ApiRig rig = rig(room)) {
            assertTrue(room.take((int) AnswerRoom.MAX_BYTES - LONG.length + 1, false));
            rig.api.get("/v1/long").isProblem(503, "busy", "answers: found more than 134217728 bytes");
            room.give(1);
            assertEquals(LONG.length, rig.api.get("/v1/long").is(200).response().body().length);
            await().atMost(Duration.ofSeconds(30)).until(() -> room.takenBytes() == AnswerRoom.MAX_BYTES - LONG.length);
            assertTrue(room.take(LONG.length, false));
            assertFalse(room.take(1, false));
            assertTrue(room.take(1, true));
        }
    }

    @Test
    void shouldCutOffWhoDoesNotRead() throws IOException {
        AnswerRoom room = new AnswerRoom(200);
        try (ApiRig rig = rig(room);
                RawHttp raw = new RawHttp(rig.http.port())) {
            raw.send("GET /v1/long HTTP/1.1\r\nHost: localhost\r\n\r\n");
            await().atMost(Duration.ofSeconds(30)).until(() -> rig.http.connections() == 0);
            await().atMost(Duration.ofSeconds(30)).until(() -> room.takenBytes() == 0);
            rig.api.get("/v1/short").is(204);
        }
    }

    private static ApiRig rig(AnswerRoom room) throws IOException {
        return new ApiRig(
                new BodyRoom(BodyRoom.MAX_BODY_MS),
                room,
                ApiRig.refusing(new IllegalStateException("not to be asked")),
                routes -> routes.get("/v1/long", Need.LOGIN, call -> call.answer(200, LONG))
                        .get("/v1/short", Need.LOGIN, ApiCall::answerNothing));
    }
}
