package io.muster.server.api.hook;

import io.muster.index.SegmentEntry;
import io.muster.protocol.codec.MakeLinkDecoder;
import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiPart;
import io.muster.server.api.ApiProblem;
import io.muster.server.api.ApiRoutes;
import io.muster.server.api.JsonObject;
import io.muster.server.api.ProblemException;
import io.muster.server.api.segment.SegmentPath;
import io.muster.server.hook.Webhook;
import io.muster.server.hook.WebhookRefusedException;
import io.muster.server.hook.WebhookSpec;
import io.muster.server.hook.Webhooks;
import io.muster.server.security.Need;
import io.muster.server.security.RequestNeeds;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** {@code …/segments/{s}/webhooks}. Whoever makes one sees what becomes of the members, as who makes a link does. */
public final class WebhookCalls implements ApiPart {
    private static final int RETRY_AFTER_MS = 100;

    private final Backend backend;

    public WebhookCalls(Backend backend) {
        this.backend = backend;
    }

    @Override
    public void addTo(ApiRoutes routes) {
        Need need = RequestNeeds.of(MakeLinkDecoder.TEMPLATE_ID);
        String all = "/v1/workspaces/:w/segments/:s/webhooks";
        String one = all + "/:hook";
        routes.get(all, need, this::list)
                .post(all, need, this::make)
                .get(one, need, this::get)
                .put(one, need, this::change)
                .delete(one, need, this::delete)
                .post(one + "/rotate", need, this::rotate)
                .post(one + "/test", need, this::test);
    }

    private void list(ApiCall call) {
        Webhooks webhooks = backend.webhooks();
        List<Webhook> found =
                webhooks.of(call.workspace().id(), SegmentPath.of(call).id());
        call.answer(200, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("webhooks");
            for (Webhook each : found) {
                WebhookJson.write(json, each, webhooks.status(each.id()), null);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void get(ApiCall call) {
        String id = call.parameter("hook");
        Webhook webhook = backend
                .webhooks()
                .of(call.workspace().id(), SegmentPath.of(call).id())
                .stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        new ApiProblem(404, "unknown_webhook", "webhook: found no '" + id + "' of this segment")));
        tell(call, 200, webhook, null);
    }

    private void make(ApiCall call) {
        SegmentEntry segment = SegmentPath.of(call);
        call.body(body -> then(call, backend.webhooks().make(call.workspace().id(), segment.id(), spec(body)), made -> {
            call.with(
                    "Location",
                    call.routing().request().path() + "/" + made.webhook().id());
            tell(call, 201, made.webhook(), made.secret());
        }));
    }

    private void change(ApiCall call) {
        SegmentEntry segment = SegmentPath.of(call);
        call.body(body -> then(
                call,
                backend.webhooks()
                        .change(
                                call.workspace().id(),
                                segment.id(),
                                call.parameter("hook"),
                                spec(body),
                                revision(call)),
                changed -> tell(call, 200, changed, null)));
    }

    private void delete(ApiCall call) {
        then(
                call,
                backend.webhooks()
                        .delete(
                                call.workspace().id(),
                                SegmentPath.of(call).id(),
                                call.parameter("hook"),
                                revision(call)),
                deleted -> call.answerNothing());
    }

    private void rotate(ApiCall call) {
        then(
                call,
                backend.webhooks()
                        .rotate(call.workspace().id(), SegmentPath.of(call).id(), call.parameter("hook")),
                issued -> tell(call, 200, issued.webhook(), issued.secret()));
    }

    private void test(ApiCall call) {
        then(
                call,
                backend.webhooks()
                        .test(call.workspace().id(), SegmentPath.of(call).id(), call.parameter("hook")),
                answer -> call.answer(200, json -> {
                    json.writeStartObject();
                    json.writeBooleanField("delivered", answer.isDelivered());
                    json.writeNumberField("status", answer.status());
                    json.writeStringField("problem", answer.isDelivered() ? "" : answer.problemOrNull());
                    json.writeNumberField("took_ms", answer.durationMs());
                    json.writeEndObject();
                }));
    }

    private void tell(ApiCall call, int status, Webhook webhook, String secretOrNull) {
        call.with("ETag", "\"" + webhook.revision() + "\"")
                .answer(
                        status,
                        json -> WebhookJson.write(
                                json, webhook, backend.webhooks().status(webhook.id()), secretOrNull));
    }

    private WebhookSpec spec(JsonObject body) {
        body.only("url", "events", "max_changes");
        List<String> events = body.has("events") ? body.texts("events") : List.of("entered", "left");
        for (String each : events) {
            if (!each.equals("entered") && !each.equals("left")) {
                throw body.refused("events", "'" + each + "'", "entered or left");
            }
        }
        try {
            return new WebhookSpec(
                    WebhookSpec.url(
                            body.text("url"),
                            backend.webhooks().options().call().inside()),
                    events.contains("entered"),
                    events.contains("left"),
                    (int) body.number("max_changes", WebhookSpec.USUAL_CHANGES, 1, WebhookSpec.MOST_CHANGES));
        } catch (WebhookRefusedException refused) {
            throw new ProblemException(problem(refused));
        }
    }

    /** That of {@code If-Match}; 0 where any will do. */
    private static int revision(ApiCall call) {
        String expected = call.header("If-Match");
        if (expected == null || expected.equals("*")) {
            return 0;
        }
        if (expected.matches("\"[1-9][0-9]{0,8}\"")) {
            return Integer.parseInt(expected.substring(1, expected.length() - 1));
        }
        throw new ProblemException(
                new ApiProblem(412, "changed", "If-Match: found " + expected + ", expected an ETag as it was told"));
    }

    private static <T> void then(ApiCall call, CompletableFuture<T> asked, Consumer<T> then) {
        call.then(
                asked.exceptionally(thrown -> {
                    Throwable failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
                    if (failure instanceof WebhookRefusedException refused) {
                        if (refused.kind() == WebhookRefusedException.Kind.BUSY) {
                            throw BackendException.busy(refused.getMessage(), RETRY_AFTER_MS);
                        }
                        throw new ProblemException(problem(refused));
                    }
                    if (failure instanceof UncheckedIOException) {
                        throw new BackendException(
                                BackendException.Kind.READ_ONLY, "webhook: could not be kept, the disk failed");
                    }
                    throw new CompletionException(failure);
                }),
                then);
    }

    private static ApiProblem problem(WebhookRefusedException refused) {
        return switch (refused.kind()) {
            case BAD_REQUEST -> new ApiProblem(400, "bad_request", refused.getMessage());
            case UNKNOWN_SEGMENT -> new ApiProblem(404, "unknown_segment", refused.getMessage());
            case UNKNOWN_WEBHOOK -> new ApiProblem(404, "unknown_webhook", refused.getMessage());
            case CHANGED_MEANWHILE -> new ApiProblem(412, "changed", refused.getMessage());
            case LIMIT -> new ApiProblem(422, "limit", refused.getMessage());
            case BUSY -> new ApiProblem(503, "busy", refused.getMessage());
        };
    }
}
