package io.muster.server.api.segment;

import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.index.record.Commands;
import io.muster.protocol.codec.CreateSegmentDecoder;
import io.muster.protocol.codec.DeleteSegmentDecoder;
import io.muster.protocol.codec.ListSegmentsDecoder;
import io.muster.protocol.codec.UpdateSegmentDecoder;
import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiPart;
import io.muster.server.api.ApiRoutes;
import io.muster.server.api.JsonObject;
import io.muster.server.security.RequestNeeds;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.CommandOutcome;
import io.muster.server.wire.control.SegmentSeen;
import java.util.ArrayList;
import java.util.List;

/** {@code /v1/workspaces/{w}/segments}: which there are, a new one, one changed, one deleted. */
public final class SegmentCalls implements ApiPart {
    /** How many a list tells at most. */
    public static final int MAX_LISTED = 10_000;

    /** After so many characters of rules a list tells no more. */
    public static final int MAX_LISTED_CHARACTERS = 4 * 1024 * 1024;

    private static final int USUALLY_LISTED = 1_000;

    private final Backend backend;

    public SegmentCalls(Backend backend) {
        this.backend = backend;
    }

    /** Some segments, and whether there are more. */
    private record Page(List<SegmentSeen> seen, boolean complete, SegmentEntry building) {}

    @Override
    public void addTo(ApiRoutes routes) {
        String all = "/v1/workspaces/:w/segments";
        routes.get(all, RequestNeeds.of(ListSegmentsDecoder.TEMPLATE_ID), this::list, "after", "limit")
                .post(all, RequestNeeds.of(CreateSegmentDecoder.TEMPLATE_ID), this::create)
                .get(SegmentPath.ONE, RequestNeeds.of(ListSegmentsDecoder.TEMPLATE_ID), this::get)
                .put(SegmentPath.ONE, RequestNeeds.of(UpdateSegmentDecoder.TEMPLATE_ID), this::update)
                .delete(SegmentPath.ONE, RequestNeeds.of(DeleteSegmentDecoder.TEMPLATE_ID), this::delete);
    }

    private void list(ApiCall call) {
        int after = call.query("after", 0, 0, Integer.MAX_VALUE);
        int limit = call.query("limit", USUALLY_LISTED, 1, MAX_LISTED);
        WorkspaceView workspace = call.workspace();
        call.ask(engine -> page(workspace, engine.building(workspace.id()), after, limit), answer -> {
            Page page = answer.value();
            call.answerLong(json -> {
                json.writeStartObject();
                json.writeNumberField("sequence", answer.sequence());
                json.writeArrayFieldStart("segments");
                for (SegmentSeen each : page.seen()) {
                    SegmentJson.write(json, each, isOf(page.building(), each.entry()));
                }
                json.writeEndArray();
                if (!page.complete()) {
                    json.writeNumberField("next", page.seen().getLast().entry().id());
                }
                SegmentEntry coming = page.building();
                if (coming != null) {
                    json.writeObjectFieldStart("building");
                    json.writeNumberField("id", coming.id());
                    json.writeStringField("name", coming.name());
                    json.writeStringField("rule", coming.rule());
                    json.writeNumberField("version", coming.version());
                    json.writeEndObject();
                }
                json.writeEndObject();
            });
        });
    }

    /** All of it is of one moment where the engine's thread asks. */
    private static Page page(WorkspaceView workspace, SegmentEntry building, int after, int limit) {
        boolean[] complete = new boolean[1];
        List<SegmentSeen> seen = SegmentSeen.of(workspace, catalog -> chosen(catalog, after, limit, complete));
        return new Page(seen, complete[0], building);
    }

    private static List<SegmentEntry> chosen(SegmentCatalog catalog, int after, int limit, boolean[] complete) {
        List<SegmentEntry> chosen = new ArrayList<>();
        long characters = 0;
        complete[0] = true;
        for (SegmentEntry entry : catalog.entries()) {
            if (entry.id() <= after) {
                continue;
            }
            characters += entry.rule().length();
            if (chosen.size() == limit || !chosen.isEmpty() && characters > MAX_LISTED_CHARACTERS) {
                complete[0] = false;
                break;
            }
            chosen.add(entry);
        }
        return chosen;
    }

    private void get(ApiCall call) {
        SegmentEntry entry = SegmentPath.of(call);
        int workspaceId = call.workspace().id();
        call.ask(
                engine -> new Around(engine.building(workspaceId), names(engine.referringTo(workspaceId, entry.id()))),
                around -> {
                    List<SegmentSeen> seen =
                            SegmentSeen.of(call.workspace(), catalog -> only(catalog.byId(entry.id())));
                    if (seen.isEmpty()) {
                        SegmentPath.of(call);
                    }
                    SegmentSeen now = seen.getFirst();
                    call.with("ETag", SegmentJson.etag(now.entry())).answerLong(json -> {
                        json.writeStartObject();
                        SegmentJson.writeMembers(json, now, isOf(around.value().building(), now.entry()));
                        json.writeArrayFieldStart("used_by");
                        for (String name : around.value().usedBy()) {
                            json.writeString(name);
                        }
                        json.writeEndArray();
                        json.writeEndObject();
                    });
                });
    }

    /** What the engine knows beside the catalogue. */
    private record Around(SegmentEntry building, List<String> usedBy) {}

    private void create(ApiCall call) {
        call.body(body -> {
            body.only("name", "rule");
            byte[] command = Commands.createSegment(call.workspace().id(), body.text("name"), body.text("rule"));
            call.submit(command, made -> {
                call.with("Location", "/v1/workspaces/" + call.workspace().id() + "/segments/" + made.id());
                tell(call, 201, made);
            });
        });
    }

    private void update(ApiCall call) {
        SegmentEntry entry = SegmentPath.of(call);
        List<String> expected = Expectation.of(call);
        call.body(body -> {
            String name = body.only("name", "rule").text("name", null);
            String rule = body.text("rule", null);
            requireChange(body, name, rule);
            call.submit(
                    Commands.updateSegment(call.workspace().id(), entry.id(), name, rule, expected),
                    done -> tell(call, 200, done));
        });
    }

    private static void requireChange(JsonObject body, String name, String rule) {
        if (name == null && rule == null) {
            throw body.missing("name", "a name, a rule, or both");
        }
    }

    private void delete(ApiCall call) {
        SegmentEntry entry = SegmentPath.of(call);
        call.submit(
                Commands.deleteSegment(call.workspace().id(), entry.id(), Expectation.of(call)),
                done -> call.answerNothing());
    }

    private void tell(ApiCall call, int status, CommandOutcome done) {
        tell(backend, call, status, done);
    }

    /** Answers with the segment as it is after a command. */
    static void tell(Backend backend, ApiCall call, int status, CommandOutcome done) {
        SegmentSeen seen = SegmentSeen.after(backend, call.workspace().id(), done);
        call.with("ETag", SegmentJson.etag(seen.entry())).answer(status, json -> SegmentJson.write(json, seen, false));
    }

    private static boolean isOf(SegmentEntry building, SegmentEntry entry) {
        return building != null && building.id() == entry.id();
    }

    private static List<SegmentEntry> only(SegmentEntry entryOrNull) {
        return entryOrNull == null ? List.of() : List.of(entryOrNull);
    }

    private static List<String> names(List<SegmentEntry> entries) {
        return entries.stream().map(SegmentEntry::name).toList();
    }
}
