package io.muster.server.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.answer.FieldEntry;
import io.muster.index.answer.Suggestion;
import io.muster.index.record.Commands;
import io.muster.index.workspace.FieldDeclarations;
import io.muster.protocol.codec.DeclareFieldDecoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.ListFieldsDecoder;
import io.muster.protocol.codec.SuggestValuesDecoder;
import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiPart;
import io.muster.server.api.ApiRoutes;
import io.muster.server.api.ProblemException;
import io.muster.server.security.RequestNeeds;
import io.muster.server.wire.question.SuggestHandler;
import io.muster.server.wire.session.RequestException;
import java.io.IOException;
import java.util.Locale;

/** The fields that rules may use, a type for one of them, and the values that these have had. */
public final class FieldCalls implements ApiPart {
    private static final int USUALLY_SUGGESTED = 20;

    /** What the names of custom fields begin with in rules. */
    private static final String PREFIX = "field.";

    @Override
    public void addTo(ApiRoutes routes) {
        String all = "/v1/workspaces/:w/fields";
        routes.get(all, RequestNeeds.of(ListFieldsDecoder.TEMPLATE_ID), this::list)
                .post(all, RequestNeeds.of(DeclareFieldDecoder.TEMPLATE_ID), this::declare)
                .get(
                        "/v1/workspaces/:w/suggestions",
                        RequestNeeds.of(SuggestValuesDecoder.TEMPLATE_ID),
                        this::suggest,
                        "subject",
                        "prefix",
                        "limit");
    }

    private void list(ApiCall call) {
        call.ask(
                engine -> known(engine.fields(call.workspace().id()), call),
                answer -> call.answer(200, json -> {
                    json.writeStartObject();
                    json.writeNumberField("sequence", answer.sequence());
                    json.writeArrayFieldStart("fields");
                    for (FieldEntry each : answer.value()) {
                        write(
                                json,
                                each.name(),
                                each.type().name().toLowerCase(Locale.ROOT),
                                each.origin().name().toLowerCase(Locale.ROOT));
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }));
    }

    /** The same again is done already; another type is a conflict. */
    private void declare(ApiCall call) {
        call.body(body -> {
            body.only("name", "type");
            String path = body.text("name");
            String type = body.text("type");
            call.submit(
                    Commands.declareField(call.workspace().id(), path, type),
                    done -> call.answer(
                            done.id() == FieldDeclarations.DECLARED_NOW ? 201 : 200,
                            json -> write(json, PREFIX + path, type, "declared")));
        });
    }

    private static void write(JsonGenerator json, String name, String type, String origin) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("type", type);
        json.writeStringField("origin", origin);
        json.writeEndObject();
    }

    private void suggest(ApiCall call) {
        String subject = call.query("subject");
        String prefix = call.query("prefix");
        int limit = call.query("limit", USUALLY_SUGGESTED, 1, SuggestHandler.MAX_VALUES);
        if (subject == null) {
            throw ProblemException.badRequest(
                    "subject: found nothing, expected a field, or a function's parameter as orders_placed.status");
        }
        call.ask(
                engine -> known(
                        engine.suggest(call.workspace().id(), subject, prefix == null ? "" : prefix, limit), call),
                answer -> call.answer(200, json -> {
                    json.writeStartObject();
                    json.writeNumberField("sequence", answer.sequence());
                    json.writeArrayFieldStart("values");
                    for (Suggestion each : answer.value()) {
                        json.writeStartObject();
                        json.writeStringField("value", each.value());
                        json.writeNumberField("count", each.count());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }));
    }

    private static <T> T known(T answer, ApiCall call) {
        if (answer == null) {
            throw new RequestException(
                    ErrorType.UNKNOWN_WORKSPACE,
                    "workspace: found that '" + call.workspace().name() + "' is deleted meanwhile");
        }
        return answer;
    }
}
