package io.muster.server.api;

import io.muster.index.SlowAnswer;
import io.muster.index.WorkspaceView;
import io.muster.server.http.CutOff;
import io.muster.server.security.Access;
import io.muster.server.security.Role;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.backend.CommandOutcome;
import io.muster.server.wire.backend.EngineQuestions;
import io.muster.server.wire.question.Answer;
import io.muster.server.wire.question.SequencedAnswer;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One call of the API, from its head to its answer. Belongs to the I/O thread; what it is given to call later it calls
 * there, and not once the caller has gone.
 */
public final class ApiCall {
    private static final String JSON = "application/json";
    private static final int RETRY_AFTER_MS = 1_000;
    private static final int PARSED_HERE_BYTES = 64 * 1024;

    private final RoutingContext asked;
    private final Context context;
    private final Backend backend;
    private final BodyRoom room;
    private final AnswerRoom answers;
    private final Access access;
    private final ApiRoute route;
    private WorkspaceView workspace;
    private KeyedCall key;
    private KeyedCall begun;

    ApiCall(RoutingContext asked, Backend backend, BodyRoom room, AnswerRoom answers, Access access, ApiRoute route) {
        this.asked = asked;
        this.backend = backend;
        this.room = room;
        this.answers = answers;
        this.access = access;
        this.route = route;
        context = asked.vertx().getOrCreateContext();
    }

    void enter(WorkspaceView named) {
        workspace = named;
    }

    /** It goes by an idempotency key, and is brought to its end also where the caller goes away. */
    void keyed(KeyedCall by) {
        key = by;
    }

    /** What is below, for who streams. */
    public RoutingContext routing() {
        return asked;
    }

    /** What the caller may do; null for a stranger, where the route lets them in. */
    public Access access() {
        return access;
    }

    /** The workspace that the path names; null where it names none. */
    public WorkspaceView workspace() {
        return workspace;
    }

    ApiRoute route() {
        return route;
    }

    /** The path's parameter of that name, decoded. */
    public String parameter(String name) {
        return asked.pathParam(name);
    }

    /** The header, or null. */
    public String header(String name) {
        return asked.request().getHeader(name);
    }

    /** The parameter behind the path, or null; throws where it is given twice. */
    public String query(String name) {
        var found = query().getAll(name);
        if (found.size() > 1) {
            throw ProblemException.badRequest(name + ": found it " + found.size() + " times, expected it once");
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The parameter behind the path as a whole number within these bounds, or {@code otherwise}. */
    public int query(String name, int otherwise, int least, int most) {
        String text = query(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Refused like one that is out of bounds.
        }
        throw ProblemException.badRequest(
                name + ": found '" + text + "', expected a whole number from " + least + " to " + most);
    }

    /** Throws where there is a parameter behind the path that the route does not know. */
    void requireQuery() {
        for (String name : query().names()) {
            if (!route.query().contains(name)) {
                throw ProblemException.badRequest("query: found '" + name + "', expected "
                        + (route.query().isEmpty()
                                ? "nothing behind the path"
                                : "one of " + String.join(", ", new TreeSet<>(route.query()))));
            }
        }
    }

    /** Runs it; what it throws becomes the answer. */
    public void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Reads the body, which must be a JSON object, within {@link BodyRoom}'s bounds. */
    public void body(Consumer<JsonObject> then) {
        requireType();
        BodyReading.begin(asked, room, bytes -> attempt(() -> take(bytes, then)), this::fail);
    }

    private void take(byte[] bytes, Consumer<JsonObject> then) {
        IdempotencyKeys.Answer before = key == null ? null : key.begin(bytes);
        if (before == null) {
            begun = key;
            parse(bytes, then);
        } else {
            before.headers().forEach(each -> with(each.getKey(), each.getValue()));
            with("Idempotency-Replayed", "true");
            answer(before.status(), asked.response().headers().get("Content-Type"), before.body());
        }
    }

    private void parse(byte[] bytes, Consumer<JsonObject> then) {
        if (bytes.length <= PARSED_HERE_BYTES) {
            then.accept(JsonReader.object(bytes));
        } else {
            aside(() -> JsonReader.object(bytes), then);
        }
    }

    /** Works out what takes too long here on another thread, and goes on here. */
    public <T> void aside(Supplier<T> work, Consumer<T> then) {
        then(asked.vertx().executeBlocking(work::get, false).toCompletionStage(), then);
    }

    /** Goes on here when that is done; a failure becomes the answer. */
    public <T> void then(CompletionStage<T> asking, Consumer<T> then) {
        asking.whenComplete((value, failure) -> context.runOnContext(back -> {
            if (failure != null) {
                fail(failure);
            } else if (begun != null || !isGone()) {
                attempt(() -> then.accept(value));
            }
        }));
    }

    /**
     * Carries out a command (see {@link io.muster.index.record.Commands}); goes on when it is applied and on the disk.
     * A refusal becomes the answer.
     */
    public void submit(byte[] command, Consumer<CommandOutcome> accepted) {
        CompletableFuture<CommandOutcome> done = new CompletableFuture<>();
        if (!backend.submit(command, done::complete)) {
            throw BackendException.busy(
                    "commands: found the queue full, expected room; try again", backend.commandRetryMs());
        }
        then(done, outcome -> {
            ApiProblem refusal = ApiProblem.ofCommand(outcome);
            if (refusal != null) {
                throw new ProblemException(refusal);
            }
            accepted.accept(outcome);
        });
    }

    /** Asks the engine on its thread; what it is asked must be short. */
    public <T> void ask(Function<EngineQuestions, T> question, Consumer<Answer<T>> then) {
        then(backend.query(engine -> new Answer<>(engine.sequence(), question.apply(engine))), then);
    }

    /**
     * Asks the engine for what it finds in steps, as of now.
     *
     * @param rules which it will need
     */
    public <T> void askSlowly(
            List<String> rules, Function<EngineQuestions, SlowAnswer<T>> question, Consumer<Answer<T>> then) {
        then(
                backend.querySlowly(rules, engine -> new SequencedAnswer<>(question.apply(engine), engine::sequence)),
                then);
    }

    /** Sets a header of the answer. */
    public ApiCall with(String header, String value) {
        asked.response().putHeader(header, value);
        return this;
    }

    /** Answers with a JSON value. */
    public void answer(int status, JsonWriter value) {
        answer(status, JSON, JsonWriter.bytes(value));
    }

    /** Answers 200 with a JSON value that may be long: it is written on another thread. */
    public void answerLong(JsonWriter value) {
        aside(() -> JsonWriter.bytes(value), bytes -> answer(200, JSON, bytes));
    }

    /** Answers with a JSON value that is written already. */
    public void answer(int status, byte[] json) {
        answer(status, JSON, json);
    }

    /** Answers that it is done and that there is nothing to say. */
    public void answerNothing() {
        answer(204, null, new byte[0]);
    }

    /** Answers with a problem. */
    public void fail(Throwable failure) {
        ApiProblem problem = ApiProblem.of(failure);
        if (problem.retryAfterSeconds() > 0) {
            with("Retry-After", Integer.toString(problem.retryAfterSeconds()));
        }
        answer(problem.status(), ApiProblem.CONTENT_TYPE, problem.document());
    }

    private void answer(int status, String contentType, byte[] body) {
        HttpServerResponse response = asked.response();
        if (begun != null) {
            if (contentType != null) {
                response.putHeader("Content-Type", contentType);
            }
            begun.answered(status, response.headers(), body);
            begun = null;
        }
        if (isGone() || response.headWritten()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (contentType == null) {
            response.end();
        } else {
            response.putHeader("Content-Type", contentType);
            send(response, body);
        }
    }

    /** What was changed is told in any case. */
    private void send(HttpServerResponse response, byte[] body) {
        if (body.length <= AnswerRoom.SHORT_BYTES) {
            response.end(Buffer.buffer(body));
        } else if (answers.take(body.length, response.getStatusCode() != 200 || mayHaveChanged())) {
            long patience = asked.vertx()
                    .setTimer(
                            answers.maxUnreadMs(),
                            late -> CutOff.now(asked.request().connection()));
            response.end(Buffer.buffer(body)).onComplete(sent -> {
                asked.vertx().cancelTimer(patience);
                answers.give(body.length);
            });
        } else {
            fail(BackendException.busy(
                    "answers: found more than " + AnswerRoom.MAX_BYTES
                            + " bytes of them unread, expected room; try again",
                    RETRY_AFTER_MS));
        }
    }

    private boolean mayHaveChanged() {
        return route.need().role() == Role.ADMIN || route.need().role() == Role.INGEST;
    }

    private boolean isGone() {
        return asked.response().ended() || asked.response().closed();
    }

    private MultiMap query() {
        try {
            return asked.queryParams();
        } catch (RuntimeException notEncoded) {
            throw ProblemException.badRequest("query: found what is not percent-encoded UTF-8, expected that");
        }
    }

    private void requireType() {
        String type = header("Content-Type");
        String plain = type == null ? "nothing" : type.split(";", 2)[0].strip();
        if (!plain.equalsIgnoreCase(JSON)) {
            throw unsupported("Content-Type: found " + plain + ", expected " + JSON);
        }
        String encoding = header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("Content-Encoding: found " + encoding + ", expected none");
        }
    }

    private static ProblemException unsupported(String detail) {
        return new ProblemException(new ApiProblem(415, "unsupported_media_type", detail));
    }
}
