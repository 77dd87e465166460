package io.muster.server.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** Gathers the body of one call, within its bounds. Belongs to the I/O thread. */
final class BodyReading {
    private static final String TOO_LONG = "expected " + BodyRoom.MAX_BODY_BYTES + " bytes at most";
    private static final int MAX_LEFT_MS = 1_000;

    private final RoutingContext asked;
    private final BodyRoom room;
    private final Consumer<byte[]> read;
    private final Consumer<ProblemException> refused;
    private final Buffer body = Buffer.buffer();
    private long deadline;
    private int takenBytes;
    private boolean over;

    private BodyReading(
            RoutingContext asked, BodyRoom room, Consumer<byte[]> read, Consumer<ProblemException> refused) {
        this.asked = asked;
        this.room = room;
        this.read = read;
        this.refused = refused;
    }

    /**
     * Begins; one of the two is called, unless the caller goes away before the end. Throws where there is no room.
     *
     * @param read takes the bytes
     * @param refused takes why they were not read to their end; the connection is closed after the answer
     */
    static void begin(RoutingContext asked, BodyRoom room, Consumer<byte[]> read, Consumer<ProblemException> refused) {
        new BodyReading(asked, room, read, refused).begin();
    }

    private void begin() {
        HttpServerRequest request = asked.request();
        if (declaredBytes(request) > BodyRoom.MAX_BODY_BYTES) {
            refuse(413, "body_too_long", "body: found " + declaredBytes(request) + " bytes, " + TOO_LONG);
            return;
        }
        if (request.getHeader("Expect") != null) {
            asked.response().writeContinue();
        }
        deadline = asked.vertx()
                .setTimer(
                        room.maxBodyMs(),
                        late -> refuse(
                                408,
                                "body_too_slow",
                                "body: found no end of it within " + room.maxBodyMs() + " ms, expected one"));
        request.handler(this::take).endHandler(end -> finish()).exceptionHandler(gone -> end());
    }

    private void take(Buffer part) {
        if (over) {
            return;
        }
        if (body.length() + part.length() > BodyRoom.MAX_BODY_BYTES) {
            refuse(413, "body_too_long", "body: found more than " + BodyRoom.MAX_BODY_BYTES + " bytes, " + TOO_LONG);
            return;
        }
        try {
            room.take(part.length());
        } catch (RuntimeException full) {
            end();
            leave();
            refused.accept(new ProblemException(ApiProblem.of(full)));
            return;
        }
        takenBytes += part.length();
        body.appendBuffer(part);
    }

    private void finish() {
        if (!over) {
            byte[] bytes = body.getBytes();
            end();
            read.accept(bytes);
        }
    }

    private void refuse(int status, String type, String detail) {
        if (!over) {
            end();
            leave();
            refused.accept(new ProblemException(new ApiProblem(status, type, detail)));
        }
    }

    private void end() {
        if (!over) {
            over = true;
            asked.vertx().cancelTimer(deadline);
            room.give(takenBytes);
        }
    }

    /** What is still on its way is thrown away for a moment: who writes and does not read would miss the answer. */
    private void leave() {
        HttpServerRequest request = asked.request();
        asked.response().putHeader("Connection", "close");
        if (!request.isEnded()) {
            request.handler(rest -> {}).endHandler(end -> closeAfterAnswer());
            asked.vertx().setTimer(MAX_LEFT_MS, late -> request.connection().close());
        } else {
            closeAfterAnswer();
        }
    }

    private void closeAfterAnswer() {
        asked.addEndHandler(answered -> asked.request().connection().close());
    }

    /** Netty has looked at it before. */
    private static long declaredBytes(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }
}
