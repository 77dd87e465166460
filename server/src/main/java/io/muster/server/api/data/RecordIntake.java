package io.muster.server.api.data;

import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiProblem;
import io.muster.server.api.JsonWriter;
import io.muster.server.wire.backend.AppendOutcome;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.backend.Durability;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the lines of one call in, batch by batch, and reads on only while few are under way. Belongs to the I/O thread.
 */
final class RecordIntake {
    private static final Logger LOG = LoggerFactory.getLogger(RecordIntake.class);
    private static final int MOST_UNDER_WAY = 4;
    private static final int MAX_LEFT_MS = 1_000;

    private final ApiCall call;
    private final Backend backend;
    private final Durability durability;
    private final boolean imported;
    private final Runnable ended;
    private final HttpServerRequest request;
    private final Context context;
    private final RecordBatches batches;
    private final RecordTally tally = new RecordTally();
    private final Unpacking unpackingOrNull;
    private int underWay;
    private boolean read;
    private boolean over;
    private Throwable failure;

    /** {@code ended} is called once. */
    RecordIntake(
            ApiCall call,
            Backend backend,
            RecordBatches batches,
            Durability durability,
            boolean imported,
            boolean gzip,
            Runnable ended) {
        this.call = call;
        this.batches = batches;
        this.backend = backend;
        this.durability = durability;
        this.imported = imported;
        this.ended = ended;
        request = call.routing().request();
        context = call.routing().vertx().getOrCreateContext();
        unpackingOrNull = gzip ? new Unpacking() : null;
    }

    void begin() {
        if (request.getHeader("Expect") != null) {
            call.routing().response().writeContinue();
        }
        request.handler(this::take).endHandler(end -> finish()).exceptionHandler(gone -> end());
    }

    private void take(Buffer part) {
        if (failure == null) {
            work(() -> {
                if (unpackingOrNull == null) {
                    add(part.getBytes());
                } else {
                    unpackingOrNull.take(part.getBytes(), this::add);
                }
            });
            send();
        }
    }

    private void finish() {
        read = true;
        if (failure == null) {
            work(() -> {
                if (unpackingOrNull != null) {
                    unpackingOrNull.end(this::add);
                }
                batches.end();
            });
        }
        send();
    }

    private void add(byte[] bytes) {
        batches.add(bytes, 0, bytes.length);
    }

    private void work(Runnable some) {
        try {
            some.run();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** As many batches as may be under way; then the rest waits where it is. */
    private void send() {
        while (failure == null && underWay < MOST_UNDER_WAY && batches.hasNext()) {
            work(() -> send(batches.next()));
        }
        if (failure == null && batches.hasNext() && !read) {
            request.pause();
        } else if (underWay == 0 && (failure != null || read && !batches.hasNext())) {
            answer();
        } else if (!read && !over) {
            request.resume();
        }
    }

    private void send(RecordBatch batch) {
        if (batch.bytes().length == 0) {
            tally.addRefused(batch);
            return;
        }
        int workspaceId = call.workspace().id();
        boolean taken = backend.hasRoomForRecords(this, workspaceId, batch.bytes().length)
                && backend.append(
                        this,
                        workspaceId,
                        durability,
                        imported,
                        batch.bytes(),
                        outcome -> onThread(() -> done(batch, outcome)));
        if (!taken) {
            throw BackendException.busy(
                    "records: found the queue full, expected room; lines beyond those told were not read, try again"
                            + " with these",
                    Math.max(1, backend.appendRetryMs()));
        }
        underWay++;
    }

    /** Nobody is there to be told once the port is closed. */
    private void onThread(Runnable work) {
        try {
            context.runOnContext(back -> work.run());
        } catch (RejectedExecutionException closed) {
            LOG.debug("records: the port is closed");
        }
    }

    private void done(RecordBatch batch, AppendOutcome outcome) {
        underWay--;
        if (outcome.failure() != null) {
            failure = failure == null ? outcome.failure() : failure;
            tally.fail(batch);
        } else {
            tally.add(batch, outcome);
        }
        send();
    }

    private void answer() {
        if (over) {
            return;
        }
        if (failure == null) {
            end();
            call.answer(200, JsonWriter.bytes(json -> {
                json.writeStartObject();
                tally.write(json);
                json.writeEndObject();
            }));
            return;
        }
        boolean unread = !read;
        end();
        refuse(ApiProblem.of(failure), unread);
    }

    /** Also says what was taken before. */
    private void refuse(ApiProblem problem, boolean unread) {
        HttpServerResponse response = call.routing().response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (problem.more().get("retry_after_ms") instanceof Integer ms) {
            response.putHeader("Retry-After", Integer.toString(Math.ceilDiv(ms, 1_000)));
        }
        if (unread) {
            leave(response);
        }
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(JsonWriter.bytes(json -> {
                    json.writeStartObject();
                    json.writeStringField("type", ApiProblem.TYPE_PREFIX + problem.type());
                    json.writeStringField("title", problem.type().replace('_', ' '));
                    json.writeNumberField("status", problem.status());
                    json.writeStringField("detail", problem.detail());
                    for (Map.Entry<String, Object> member : problem.more().entrySet()) {
                        json.writeObjectField(member.getKey(), member.getValue());
                    }
                    tally.write(json);
                    json.writeEndObject();
                })));
    }

    /** What is still on its way is thrown away for a moment: who writes and does not read would miss the answer. */
    private void leave(HttpServerResponse response) {
        response.putHeader("Connection", "close");
        request.handler(rest -> {}).endHandler(end -> {});
        request.resume();
        call.routing()
                .vertx()
                .setTimer(MAX_LEFT_MS, late -> request.connection().close());
    }

    private void end() {
        if (!over) {
            over = true;
            if (unpackingOrNull != null) {
                unpackingOrNull.close();
            }
            ended.run();
        }
    }
}
