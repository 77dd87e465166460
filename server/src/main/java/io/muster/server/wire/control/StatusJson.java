package io.muster.server.wire.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.EngineMemory;
import io.muster.index.EngineMemory.WorkspaceMemory;
import io.muster.index.EngineStatus;
import io.muster.index.EngineStatus.WorkspaceStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What the server holds and does as a JSON object. */
public final class StatusJson {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private StatusJson() {}

    /** Fields of the object beside those of the engine. */
    @FunctionalInterface
    public interface Fields {
        /** Nothing more. */
        Fields NONE = json -> {};

        void write(JsonGenerator json) throws IOException;
    }

    /** {@code status} with the workspaces only whose name {@code sees} holds of. */
    public static EngineStatus seen(EngineStatus status, Predicate<String> sees) {
        return new EngineStatus(
                status.sequence(),
                status.nowMillis(),
                status.workspaces().stream()
                        .filter(each -> sees.test(each.name()))
                        .toList());
    }

    /**
     * The object in UTF-8.
     *
     * @param failure why the server only answers questions; null while it takes records in
     * @param status null where there is no engine yet
     * @param memory null where it is not known
     * @param more written after version and uptime, before the engine's fields
     */
    public static byte[] write(
            String serverVersion,
            boolean clockIsManual,
            String failure,
            EngineStatus status,
            EngineMemory memory,
            Fields more) {
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
            more.write(json);
            if (status != null) {
                writeEngine(json, clockIsManual, status, memory);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeEngine(JsonGenerator json, boolean clockIsManual, EngineStatus status, EngineMemory memory)
            throws IOException {
        json.writeNumberField("sequence", status.sequence());
        json.writeStringField("now", Instant.ofEpochMilli(status.nowMillis()).toString());
        json.writeStringField("clock", clockIsManual ? "manual" : "system");
        Map<Integer, WorkspaceMemory> memories = new TreeMap<>();
        if (memory != null) {
            memory.workspaces().forEach(each -> memories.put(each.id(), each));
        }
        json.writeArrayFieldStart("workspaces");
        for (WorkspaceStatus workspace : status.workspaces()) {
            write(json, workspace, memories.get(workspace.id()));
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, WorkspaceStatus workspace, WorkspaceMemory memory)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", workspace.id());
        json.writeStringField("name", workspace.name());
        json.writeStringField("time_zone", workspace.zone());
        json.writeStringField("currency", workspace.currency());
        json.writeNumberField("customers", workspace.customers());
        json.writeNumberField("events", workspace.events());
        json.writeNumberField("segments", workspace.segments());
        json.writeNumberField("criteria", workspace.criteria());
        if (memory != null) {
            json.writeNumberField("off_heap_bytes", memory.bytes());
        }
        json.writeEndObject();
    }

    private static long heapBytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
