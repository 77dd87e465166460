package io.muster.server.wire.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.EngineStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;

/** What the server holds and does as a JSON object. */
public final class StatusJson {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private StatusJson() {}

    /**
     * The object in UTF-8.
     *
     * @param failure why the server only answers questions; null while it takes records in
     */
    public static byte[] write(String serverVersion, boolean clockIsManual, String failure, EngineStatus status) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("version", serverVersion);
            json.writeBooleanField("read_only", failure != null);
            if (failure != null) {
                json.writeStringField("read_only_because", failure);
            }
            json.writeNumberField(
                    "uptime_ms", ManagementFactory.getRuntimeMXBean().getUptime());
            json.writeNumberField("heap_bytes", heapBytes());
            json.writeNumberField("sequence", status.sequence());
            json.writeStringField(
                    "now", Instant.ofEpochMilli(status.nowMillis()).toString());
            json.writeStringField("clock", clockIsManual ? "manual" : "system");
            json.writeArrayFieldStart("workspaces");
            for (EngineStatus.WorkspaceStatus workspace : status.workspaces()) {
                write(json, workspace);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, EngineStatus.WorkspaceStatus workspace) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", workspace.id());
        json.writeStringField("name", workspace.name());
        json.writeStringField("time_zone", workspace.zone());
        json.writeStringField("currency", workspace.currency());
        json.writeNumberField("customers", workspace.customers());
        json.writeNumberField("events", workspace.events());
        json.writeNumberField("segments", workspace.segments());
        json.writeNumberField("criteria", workspace.criteria());
        json.writeEndObject();
    }

    private static long heapBytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
