package io.muster.server.api.segment;

import io.muster.index.SegmentEntry;
import io.muster.index.answer.SegmentVersion;
import io.muster.index.record.Commands;
import io.muster.protocol.codec.ListVersionsDecoder;
import io.muster.protocol.codec.RollbackSegmentDecoder;
import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiPart;
import io.muster.server.api.ApiRoutes;
import io.muster.server.security.RequestNeeds;
import io.muster.server.wire.backend.Backend;
import java.time.Instant;
import java.util.List;

/** The definitions that a segment has and had, and the way back to one. */
public final class VersionCalls implements ApiPart {
    private final Backend backend;

    public VersionCalls(Backend backend) {
        this.backend = backend;
    }

    @Override
    public void addTo(ApiRoutes routes) {
        routes.get(SegmentPath.ONE + "/versions", RequestNeeds.of(ListVersionsDecoder.TEMPLATE_ID), this::list, "from")
                .post(
                        SegmentPath.ONE + "/rollback",
                        RequestNeeds.of(RollbackSegmentDecoder.TEMPLATE_ID),
                        this::rollBack);
    }

    private void list(ApiCall call) {
        SegmentEntry entry = SegmentPath.of(call);
        int from = call.query("from", 1, 1, Integer.MAX_VALUE);
        call.ask(engine -> engine.versions(call.workspace().id(), entry.id()), answer -> {
            List<SegmentVersion> wanted = answer.value() == null
                    ? List.of()
                    : answer.value().stream()
                            .filter(each -> each.version() >= from)
                            .toList();
            call.answerLong(json -> {
                json.writeStartObject();
                json.writeNumberField("sequence", answer.sequence());
                json.writeArrayFieldStart("versions");
                long characters = 0;
                Integer next = null;
                for (SegmentVersion each : wanted) {
                    if (characters > SegmentCalls.MAX_LISTED_CHARACTERS) {
                        next = each.version();
                        break;
                    }
                    characters += each.rule().length();
                    json.writeStartObject();
                    json.writeNumberField("version", each.version());
                    json.writeStringField(
                            "since", Instant.ofEpochMilli(each.fromMillis()).toString());
                    json.writeStringField("rule", each.rule());
                    if (each.restored() == 0) {
                        json.writeNullField("restored");
                    } else {
                        json.writeNumberField("restored", each.restored());
                    }
                    json.writeEndObject();
                }
                json.writeEndArray();
                if (next != null) {
                    json.writeNumberField("next", next);
                }
                json.writeEndObject();
            });
        });
    }

    private void rollBack(ApiCall call) {
        SegmentEntry entry = SegmentPath.of(call);
        List<String> expected = Expectation.of(call);
        call.body(body -> {
            long version = body.only("version").number("version", 0, 1, Integer.MAX_VALUE);
            if (version == 0) {
                throw body.missing("version", "a version to go back to");
            }
            call.submit(
                    Commands.rollbackSegment(call.workspace().id(), entry.id(), (int) version, expected),
                    done -> SegmentCalls.tell(backend, call, 200, done));
        });
    }
}
