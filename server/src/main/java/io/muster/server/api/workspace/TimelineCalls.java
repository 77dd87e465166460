package io.muster.server.api.workspace;

import io.muster.index.WorkspaceView;
import io.muster.index.answer.Timeline;
import io.muster.index.answer.TimelinePlace;
import io.muster.protocol.codec.GetCustomerDecoder;
import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiPart;
import io.muster.server.api.ApiRoutes;
import io.muster.server.api.ProblemException;
import io.muster.server.security.RequestNeeds;
import io.muster.server.wire.question.TimelineCursor;
import io.muster.server.wire.question.TimelineJson;
import java.util.List;

/** What a customer did, newest first, a page at a time. */
public final class TimelineCalls implements ApiPart {
    private static final int USUAL_EVENTS = 50;

    @Override
    public void addTo(ApiRoutes routes) {
        routes.get(
                "/v1/workspaces/:w/customers/:id/events",
                RequestNeeds.of(GetCustomerDecoder.TEMPLATE_ID),
                this::list,
                "limit",
                "before");
    }

    private void list(ApiCall call) {
        String customer = call.parameter("id");
        int limit = call.query("limit", USUAL_EVENTS, 1, Timeline.MOST_EVENTS);
        TimelinePlace before = before(call);
        WorkspaceView workspace = call.workspace();
        call.askSlowly(
                List.of(),
                engine -> CustomerCalls.known(engine.timeline(workspace.id(), customer, before, limit), customer)
                        .map(timeline -> CustomerCalls.known(timeline, customer)),
                answer -> call.answerLong(json -> {
                    json.writeStartObject();
                    json.writeNumberField("sequence", answer.sequence());
                    TimelineJson.write(json, answer.value(), workspace.currency());
                    json.writeEndObject();
                }));
    }

    private static TimelinePlace before(ApiCall call) {
        String text = call.query("before");
        TimelinePlace place = text == null ? TimelinePlace.TOP : TimelineCursor.place(text);
        if (place == null) {
            throw ProblemException.badRequest(
                    "before: found '" + text + "', expected what an earlier answer has in next");
        }
        return place;
    }
}
