package io.muster.server.api.rule;

import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleParser;
import io.muster.index.rule.RuleText;
import io.muster.protocol.codec.CountRuleDecoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiPart;
import io.muster.server.api.ApiRoutes;
import io.muster.server.api.JsonWriter;
import io.muster.server.security.RequestNeeds;
import io.muster.server.wire.session.RequestException;

/**
 * {@code POST /v1/workspaces/{w}/parse}: the parts of a rule, and where each stands. It looks at the grammar only:
 * which fields there are, a preview says.
 */
public final class ParseCalls implements ApiPart {
    /** Longest rule: each of its characters may become twenty of the answer. */
    public static final int MAX_RULE_CHARACTERS = 256 * 1024;

    @Override
    public void addTo(ApiRoutes routes) {
        routes.post("/v1/workspaces/:w/parse", RequestNeeds.of(CountRuleDecoder.TEMPLATE_ID), this::parse);
    }

    private void parse(ApiCall call) {
        call.body(body -> {
            String rule = body.only("rule").text("rule");
            if (rule.length() > MAX_RULE_CHARACTERS) {
                throw new RequestException(
                        ErrorType.LIMIT,
                        "rule: found " + rule.length() + " characters, expected " + MAX_RULE_CHARACTERS + " at most");
            }
            call.aside(() -> write(rule), bytes -> call.answer(200, bytes));
        });
    }

    private static byte[] write(String text) {
        Rule rule = RuleParser.parse(text);
        return JsonWriter.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("rule", text);
            json.writeStringField("canonical", canonical(rule));
            json.writeFieldName("tree");
            new RuleJson(text, json).write(rule);
            json.writeEndObject();
        });
    }

    /** Null for the few rules that have none. */
    private static String canonical(Rule rule) {
        try {
            return RuleText.format(rule);
        } catch (IllegalArgumentException notWritable) {
            return null;
        }
    }
}
