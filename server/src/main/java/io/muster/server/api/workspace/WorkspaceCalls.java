package io.muster.server.api.workspace;

import io.muster.index.WorkspaceView;
import io.muster.index.record.Commands;
import io.muster.index.workspace.AbandonmentDelay;
import io.muster.protocol.codec.CreateWorkspaceDecoder;
import io.muster.protocol.codec.DeleteWorkspaceDecoder;
import io.muster.protocol.codec.ListWorkspacesDecoder;
import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiPart;
import io.muster.server.api.ApiRoutes;
import io.muster.server.api.JsonObject;
import io.muster.server.security.RequestNeeds;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.backend.CommandOutcome;
import io.muster.server.wire.control.WorkspaceTerms;
import java.util.List;

/** {@code /v1/workspaces}: which there are, a new one, the end of one. */
public final class WorkspaceCalls implements ApiPart {
    /** How many a list tells at most. */
    public static final int MAX_LISTED = 10_000;

    private static final int USUALLY_LISTED = 1_000;

    private final Backend backend;

    public WorkspaceCalls(Backend backend) {
        this.backend = backend;
    }

    @Override
    public void addTo(ApiRoutes routes) {
        String all = "/v1/workspaces";
        String one = "/v1/workspaces/:w";
        routes.get(all, RequestNeeds.of(ListWorkspacesDecoder.TEMPLATE_ID), this::list, "after", "limit")
                .post(all, RequestNeeds.of(CreateWorkspaceDecoder.TEMPLATE_ID), this::create)
                .get(one, RequestNeeds.of(ListWorkspacesDecoder.TEMPLATE_ID), this::get)
                .delete(one, RequestNeeds.of(DeleteWorkspaceDecoder.TEMPLATE_ID), this::delete);
    }

    private void list(ApiCall call) {
        int after = call.query("after", 0, 0, Integer.MAX_VALUE);
        int limit = call.query("limit", USUALLY_LISTED, 1, MAX_LISTED);
        List<WorkspaceView> found = backend.workspaces().stream()
                .filter(each -> each.id() > after && call.access().sees(each.name()))
                .limit(limit + 1L)
                .toList();
        List<WorkspaceView> told = found.subList(0, Math.min(limit, found.size()));
        call.answerLong(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("workspaces");
            for (WorkspaceView each : told) {
                WorkspaceJson.write(json, each);
            }
            json.writeEndArray();
            if (told.size() < found.size()) {
                json.writeNumberField("next", told.getLast().id());
            }
            json.writeEndObject();
        });
    }

    private void get(ApiCall call) {
        call.answer(200, json -> WorkspaceJson.write(json, call.workspace()));
    }

    private void create(ApiCall call) {
        call.body(body -> call.submit(terms(body).command(), made -> tellMade(call, made)));
    }

    private static WorkspaceTerms terms(JsonObject body) {
        body.only("name", "time_zone", "currency", "abandoned_after_ms");
        long delayMillis =
                body.number("abandoned_after_ms", 0, AbandonmentDelay.LEAST_MILLIS, AbandonmentDelay.MOST_MILLIS);
        return new WorkspaceTerms(
                body.text("name"), body.text("time_zone", "UTC"), body.text("currency", ""), delayMillis);
    }

    private void tellMade(ApiCall call, CommandOutcome made) {
        WorkspaceView workspace = backend.workspace(made.id());
        if (workspace == null) {
            throw new BackendException(
                    BackendException.Kind.BUSY,
                    "workspace " + made.id() + ": done at sequence " + made.sequence()
                            + ", but deleted by another since");
        }
        call.with("Location", "/v1/workspaces/" + workspace.id())
                .answer(201, json -> WorkspaceJson.write(json, workspace));
    }

    private void delete(ApiCall call) {
        call.submit(Commands.deleteWorkspace(call.workspace().id()), done -> call.answerNothing());
    }
}
