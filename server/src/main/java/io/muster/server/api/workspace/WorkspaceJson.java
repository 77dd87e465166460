package io.muster.server.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.WorkspaceView;
import java.io.IOException;

/** A workspace as a JSON object. */
final class WorkspaceJson {
    private WorkspaceJson() {}

    static void write(JsonGenerator json, WorkspaceView workspace) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", workspace.id());
        json.writeStringField("name", workspace.name());
        json.writeStringField("time_zone", workspace.zone().getId());
        json.writeStringField("currency", workspace.currency());
        json.writeNumberField("customers", workspace.customers());
        json.writeNumberField("segments", workspace.segments().entries().size());
        json.writeEndObject();
    }
}
