package io.muster.server.api.workspace;

import io.muster.index.CustomerDetails;
import io.muster.index.SegmentEntry;
import io.muster.index.SlowAnswer;
import io.muster.index.WorkspaceView;
import io.muster.index.answer.Explanation;
import io.muster.index.answer.MembershipUntil;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.GetCustomerDecoder;
import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiPart;
import io.muster.server.api.ApiRoutes;
import io.muster.server.api.ProblemException;
import io.muster.server.api.segment.SegmentPath;
import io.muster.server.security.RequestNeeds;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.question.Answer;
import io.muster.server.wire.question.CustomerJson;
import io.muster.server.wire.question.ExplanationJson;
import io.muster.server.wire.session.RequestException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.agrona.ExpandableArrayBuffer;

/** A customer by id or e-mail address: profile, segments with until-when, and why. */
public final class CustomerCalls implements ApiPart {
    /** Of how many of a customer's segments it is told until when. */
    public static final int MAX_UNTIL = 100;

    private final Backend backend;

    public CustomerCalls(Backend backend) {
        this.backend = backend;
    }

    /** A customer with what was found out beside the profile. */
    private record Known(
            String id, Answer<CustomerDetails> details, Map<Integer, Long> untilMillis, Explanation explanation) {}

    @Override
    public void addTo(ApiRoutes routes) {
        var need = RequestNeeds.of(GetCustomerDecoder.TEMPLATE_ID);
        routes.get("/v1/workspaces/:w/customers/:id", need, this::byId, "explain")
                .get("/v1/workspaces/:w/customers", need, this::byEmail, "email", "explain");
    }

    private void byId(ApiCall call) {
        tell(call, call.parameter("id"));
    }

    private void byEmail(ApiCall call) {
        String email = call.query("email");
        if (email == null) {
            throw ProblemException.badRequest("email: found nothing, expected the address of a customer");
        }
        tell(call, email);
    }

    private void tell(ApiCall call, String idOrEmail) {
        String explained = call.query("explain");
        SegmentEntry why = explained == null ? null : SegmentPath.find(call, explained);
        WorkspaceView workspace = call.workspace();
        call.ask(engine -> known(engine.customer(workspace.id(), idOrEmail), idOrEmail), details -> {
            String id = id(workspace, details.value().ordinal(), idOrEmail);
            call.then(untilMillis(workspace, id, details.value()), until -> {
                if (why == null) {
                    answer(call, new Known(id, details, until, null));
                } else {
                    call.askSlowly(
                            List.of(why.rule()),
                            engine -> known(engine.explain(workspace.id(), why.id(), id), id),
                            explanation -> answer(call, new Known(id, details, until, known(explanation.value(), id))));
                }
            });
        });
    }

    /** By the ids of the customer's segments. */
    private CompletableFuture<Map<Integer, Long>> untilMillis(
            WorkspaceView workspace, String id, CustomerDetails details) {
        Map<Integer, CompletableFuture<MembershipUntil>> asked = new HashMap<>();
        for (SegmentEntry segment : details.segments()
                .subList(0, Math.min(MAX_UNTIL, details.segments().size()))) {
            asked.put(
                    segment.id(),
                    backend.querySlowly(List.of(), engine -> orGone(engine.until(workspace.id(), segment.id(), id))));
        }
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenApply(all -> {
                    Map<Integer, Long> until = new HashMap<>();
                    asked.forEach((segmentId, answer) -> {
                        MembershipUntil found = answer.join();
                        if (found != null && found.member()) {
                            until.put(segmentId, found.untilMillis());
                        }
                    });
                    return until;
                });
    }

    private static void answer(ApiCall call, Known known) {
        call.answerLong(json -> {
            json.writeStartObject();
            json.writeNumberField("sequence", known.details().sequence());
            CustomerJson.write(json, known.id(), known.details().value());
            json.writeArrayFieldStart("segments");
            for (SegmentEntry each : known.details().value().segments()) {
                json.writeStartObject();
                json.writeNumberField("id", each.id());
                json.writeStringField("name", each.name());
                Long untilMillis = known.untilMillis().get(each.id());
                if (untilMillis != null) {
                    ExplanationJson.writeUntil(json, untilMillis);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            if (known.explanation() != null) {
                json.writeFieldName("explanation");
                ExplanationJson.write(json, known.explanation());
            }
            json.writeEndObject();
        });
    }

    /** A segment that is deleted meanwhile has no end to be told. */
    private static SlowAnswer<MembershipUntil> orGone(SlowAnswer<MembershipUntil> asked) {
        return asked == null ? SlowAnswer.of(null) : asked;
    }

    static <T> T known(T found, String customer) {
        if (found == null) {
            throw new RequestException(ErrorType.UNKNOWN_CUSTOMER, "customer: found no '" + customer + "'");
        }
        return found;
    }

    private static String id(WorkspaceView workspace, int ordinal, String otherwise) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        int length = workspace.idLength(ordinal);
        buffer.checkLimit(length);
        int copied = length == 0 ? 0 : workspace.copyId(ordinal, buffer, 0);
        return copied == 0 ? otherwise : buffer.getStringWithoutLengthUtf8(0, copied);
    }
}
