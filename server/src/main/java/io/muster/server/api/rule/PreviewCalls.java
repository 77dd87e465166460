package io.muster.server.api.rule;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.SegmentEntry;
import io.muster.index.answer.EditEffect;
import io.muster.index.answer.RuleCount;
import io.muster.index.answer.RulePart;
import io.muster.protocol.codec.CountRuleDecoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.TryEditDecoder;
import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiPart;
import io.muster.server.api.ApiRoutes;
import io.muster.server.api.segment.SegmentPath;
import io.muster.server.security.RequestNeeds;
import io.muster.server.wire.question.CountRuleHandler;
import io.muster.server.wire.session.RequestException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** How many customers a rule would hold for, and what it would do to a segment that there is. */
public final class PreviewCalls implements ApiPart {
    private static final int USUAL_SAMPLE = 10;

    @Override
    public void addTo(ApiRoutes routes) {
        routes.post("/v1/workspaces/:w/preview", RequestNeeds.of(CountRuleDecoder.TEMPLATE_ID), this::count)
                .post("/v1/workspaces/:w/segments/:s/preview", RequestNeeds.of(TryEditDecoder.TEMPLATE_ID), this::edit);
    }

    private void count(ApiCall call) {
        call.body(body -> {
            String rule = body.only("rule", "sample").text("rule");
            int sample = (int) body.number("sample", USUAL_SAMPLE, 0, CountRuleHandler.MAX_SAMPLE);
            call.askSlowly(
                    List.of(rule),
                    engine -> known(engine.count(call.workspace().id(), rule, sample), "workspace"),
                    answer -> call.answerLong(json -> {
                        RuleCount count = answer.value();
                        json.writeStartObject();
                        json.writeNumberField("sequence", answer.sequence());
                        json.writeNumberField("count", count.count());
                        json.writeArrayFieldStart("conditions");
                        for (RulePart each : count.conditions()) {
                            json.writeStartObject();
                            writePlace(json, each);
                            json.writeEndObject();
                        }
                        json.writeEndArray();
                        json.writeFieldName("whole");
                        writePart(json, count.whole());
                        writeTexts(json, "sample", count.sample());
                        json.writeEndObject();
                    }));
        });
    }

    private void edit(ApiCall call) {
        SegmentEntry segment = SegmentPath.of(call);
        int workspaceId = call.workspace().id();
        call.body(body -> {
            String rule = body.only("rule").text("rule");
            call.ask(
                    engine -> engine.referringTo(workspaceId, segment.id()).stream()
                            .map(SegmentEntry::name)
                            .toList(),
                    usedBy -> call.askSlowly(
                            List.of(rule),
                            engine -> known(engine.edit(workspaceId, segment.id(), rule), "segment"),
                            answer -> call.answer(200, json -> {
                                json.writeStartObject();
                                json.writeNumberField("sequence", answer.sequence());
                                write(json, answer.value());
                                writeTexts(json, "used_by", usedBy.value());
                                json.writeEndObject();
                            })));
        });
    }

    private static <T> T known(T answer, String what) {
        if (answer == null) {
            boolean segment = what.equals("segment");
            throw new RequestException(
                    segment ? ErrorType.UNKNOWN_SEGMENT : ErrorType.UNKNOWN_WORKSPACE,
                    what + ": found that it is deleted meanwhile");
        }
        return answer;
    }

    private static void write(JsonGenerator json, EditEffect effect) throws IOException {
        json.writeNumberField("before", effect.before());
        json.writeNumberField("after", effect.after());
        writeGroup(json, "entering", effect.entering(), effect.enteringSample());
        writeGroup(json, "leaving", effect.leaving(), effect.leavingSample());
        writeGroup(json, "staying", effect.staying(), effect.stayingSample());
    }

    private static void writeGroup(JsonGenerator json, String name, long count, List<String> sample)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", count);
        writeTexts(json, "sample", sample);
        json.writeEndObject();
    }

    private static void writePart(JsonGenerator json, RulePart part) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", part.kind().name().toLowerCase(Locale.ROOT));
        writePlace(json, part);
        json.writeArrayFieldStart("terms");
        for (RulePart term : part.terms()) {
            writePart(json, term);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writePlace(JsonGenerator json, RulePart part) throws IOException {
        json.writeStringField("text", part.text());
        json.writeNumberField("count", part.count());
        json.writeNumberField("line", part.line());
        json.writeNumberField("column", part.column());
    }

    private static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
