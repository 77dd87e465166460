package io.muster.server.api.segment;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.SegmentEntry;
import io.muster.index.answer.Overlap;
import io.muster.protocol.codec.GetOverlapDecoder;
import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiPart;
import io.muster.server.api.ApiRoutes;
import io.muster.server.security.RequestNeeds;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.question.SegmentOverlap;
import java.io.IOException;
import java.util.List;

/** How far chosen segments have the same members. */
public final class OverlapCalls implements ApiPart {
    private final Backend backend;

    public OverlapCalls(Backend backend) {
        this.backend = backend;
    }

    @Override
    public void addTo(ApiRoutes routes) {
        routes.post("/v1/workspaces/:w/overlap", RequestNeeds.of(GetOverlapDecoder.TEMPLATE_ID), this::overlap);
    }

    private void overlap(ApiCall call) {
        call.body(body -> {
            List<String> named = body.only("segments").texts("segments");
            SegmentOverlap.requireCount(named.size());
            List<SegmentEntry> segments =
                    named.stream().map(each -> SegmentPath.find(call, each)).toList();
            SegmentOverlap.requireDifferent(segments);
            call.then(
                    SegmentOverlap.of(backend, call.workspace(), segments),
                    answer -> call.answer(200, json -> {
                        json.writeStartObject();
                        json.writeNumberField("sequence", answer.sequence());
                        write(json, answer.value());
                        json.writeEndObject();
                    }));
        });
    }

    private static void write(JsonGenerator json, Overlap overlap) throws IOException {
        json.writeNumberField("customers", overlap.customers());
        json.writeNumberField("union", overlap.union());
        json.writeArrayFieldStart("intersections");
        for (Overlap.Subset each : overlap.subsets()) {
            Overlap.Similarity likeness = SegmentOverlap.likeness(overlap, each.segments());
            json.writeStartObject();
            json.writeArrayFieldStart("segments");
            for (String name : each.segments()) {
                json.writeString(name);
            }
            json.writeEndArray();
            json.writeNumberField("size", each.size());
            json.writeNumberField("only_these", each.exactly());
            if (likeness != null) {
                json.writeNumberField("jaccard", likeness.jaccard());
                json.writeNumberField("lift", likeness.lift());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
