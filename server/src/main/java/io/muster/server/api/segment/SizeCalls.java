package io.muster.server.api.segment;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.SegmentEntry;
import io.muster.protocol.codec.ListSegmentsDecoder;
import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiPart;
import io.muster.server.api.ApiRoutes;
import io.muster.server.security.Need;
import io.muster.server.security.RequestNeeds;
import io.muster.server.sizes.SegmentKey;
import io.muster.server.sizes.SizeHistory;
import io.muster.server.wire.backend.Backend;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code …/sizes}: how large segments were over the last days. */
public final class SizeCalls implements ApiPart {
    private static final int USUALLY_LISTED = 1_000;
    private static final int MAX_LISTED = 10_000;

    private final Backend backend;

    /** What is told: those of a history from a moment on. */
    private record Since(SizeHistory history, int first, long nowMillis) {
        void writeMoments(JsonGenerator json) throws IOException {
            json.writeStringField("now", Instant.ofEpochMilli(nowMillis).toString());
            json.writeArrayFieldStart("times");
            for (int index = first; index < history.moments().length; index++) {
                json.writeString(Instant.ofEpochMilli(history.moments()[index]).toString());
            }
            json.writeEndArray();
        }

        void writeSizes(JsonGenerator json, SegmentKey segment) throws IOException {
            json.writeArrayFieldStart("sizes");
            for (int index = first; index < history.moments().length; index++) {
                int size = history.size(segment, index);
                if (size == SizeHistory.UNKNOWN) {
                    json.writeNull();
                } else {
                    json.writeNumber(size);
                }
            }
            json.writeEndArray();
        }
    }

    public SizeCalls(Backend backend) {
        this.backend = backend;
    }

    @Override
    public void addTo(ApiRoutes routes) {
        Need need = RequestNeeds.of(ListSegmentsDecoder.TEMPLATE_ID);
        routes.get("/v1/workspaces/:w/sizes", need, this::list, "days", "after", "limit")
                .get(SegmentPath.ONE + "/sizes", need, this::get, "days");
    }

    private Since since(SizeHistory history, int days) {
        long nowMillis = backend.sizes().nowMillis();
        return new Since(
                history, history.firstSince(nowMillis - Duration.ofDays(days).toMillis()), nowMillis);
    }

    private static int days(ApiCall call) {
        return call.query("days", SizeHistory.DAYS, 1, SizeHistory.DAYS);
    }

    private void list(ApiCall call) {
        int days = days(call);
        int after = call.query("after", 0, 0, Integer.MAX_VALUE);
        int limit = call.query("limit", USUALLY_LISTED, 1, MAX_LISTED);
        int workspaceId = call.workspace().id();
        call.then(backend.sizes().history(), history -> {
            Since since = since(history, days);
            List<SegmentEntry> found = call.workspace().segments().entries().stream()
                    .filter(each -> each.id() > after)
                    .limit(limit + 1L)
                    .toList();
            List<SegmentEntry> told = found.subList(0, Math.min(limit, found.size()));
            call.answerLong(json -> {
                json.writeStartObject();
                since.writeMoments(json);
                json.writeArrayFieldStart("segments");
                for (SegmentEntry each : told) {
                    json.writeStartObject();
                    json.writeNumberField("id", each.id());
                    since.writeSizes(json, new SegmentKey(workspaceId, each.id()));
                    json.writeEndObject();
                }
                json.writeEndArray();
                if (told.size() < found.size()) {
                    json.writeNumberField("next", told.getLast().id());
                }
                json.writeEndObject();
            });
        });
    }

    private void get(ApiCall call) {
        int days = days(call);
        SegmentKey segment =
                new SegmentKey(call.workspace().id(), SegmentPath.of(call).id());
        call.then(backend.sizes().history(), history -> {
            Since since = since(history, days);
            call.answer(200, json -> {
                json.writeStartObject();
                since.writeMoments(json);
                since.writeSizes(json, segment);
                json.writeEndObject();
            });
        });
    }
}
