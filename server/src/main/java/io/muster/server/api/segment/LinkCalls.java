package io.muster.server.api.segment;

import io.muster.index.SegmentEntry;
import io.muster.protocol.codec.ListLinksDecoder;
import io.muster.protocol.codec.MakeLinkDecoder;
import io.muster.protocol.codec.RevokeLinkDecoder;
import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiPart;
import io.muster.server.api.ApiRoutes;
import io.muster.server.api.ProblemException;
import io.muster.server.link.SegmentLink;
import io.muster.server.security.RequestNeeds;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.LinkDoor;
import io.muster.server.wire.link.LinkFailures;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The secret addresses of segments. A secret is in one answer, once, and nowhere else. */
public final class LinkCalls implements ApiPart {
    private final Backend backend;

    public LinkCalls(Backend backend) {
        this.backend = backend;
    }

    @Override
    public void addTo(ApiRoutes routes) {
        String link = SegmentPath.ONE + "/link";
        routes.get("/v1/workspaces/:w/links", RequestNeeds.of(ListLinksDecoder.TEMPLATE_ID), this::list)
                .post(link, RequestNeeds.of(MakeLinkDecoder.TEMPLATE_ID), this::make)
                .delete(link, RequestNeeds.of(RevokeLinkDecoder.TEMPLATE_ID), this::revoke);
    }

    private void list(ApiCall call) {
        int workspaceId = call.workspace().id();
        List<SegmentLink> links = backend.links().links().all().stream()
                .filter(each -> each.workspaceId() == workspaceId)
                .toList();
        call.answerLong(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("links");
            for (SegmentLink each : links) {
                json.writeStartObject();
                json.writeNumberField("segment_id", each.segmentId());
                SegmentEntry segment = call.workspace().segments().byId(each.segmentId());
                json.writeStringField("segment", segment == null ? "" : segment.name());
                json.writeStringField(
                        "made", Instant.ofEpochMilli(each.createdMillis()).toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** An answer that is kept to be repeated would keep the secret. */
    private void make(ApiCall call) {
        if (call.header("Idempotency-Key") != null) {
            throw ProblemException.badRequest(
                    "Idempotency-Key: found one, expected none: a link is shown once; make it anew instead");
        }
        SegmentEntry segment = SegmentPath.of(call);
        LinkDoor door = backend.links();
        call.then(told(door.links().make(call.workspace().id(), segment.id(), true)), issued -> {
            String path = "/export/" + issued.secret();
            String host = call.header("Host");
            // Not compressed: the length would tell of the secret to who sees it beside what they can choose.
            call.with("Content-Encoding", "identity").answer(201, json -> {
                json.writeStartObject();
                json.writeNumberField("segment_id", segment.id());
                json.writeStringField("segment", segment.name());
                json.writeStringField("path", path);
                json.writeStringField("address", (door.tls() ? "https://" : "http://") + host + path);
                json.writeStringField(
                        "made",
                        Instant.ofEpochMilli(issued.link().createdMillis()).toString());
                json.writeEndObject();
            });
        });
    }

    private void revoke(ApiCall call) {
        SegmentEntry segment = SegmentPath.of(call);
        call.then(
                told(backend.links().links().revoke(call.workspace().id(), segment.id())),
                done -> call.answerNothing());
    }

    private static <T> CompletableFuture<T> told(CompletableFuture<T> asked) {
        return asked.exceptionallyCompose(failure -> CompletableFuture.failedFuture(LinkFailures.told(failure)));
    }
}
