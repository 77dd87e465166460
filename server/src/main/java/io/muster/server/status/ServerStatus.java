package io.muster.server.status;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.EngineMemory;
import io.muster.index.EngineStatus;
import io.muster.server.memory.MemoryUse;
import io.muster.server.metrics.LongestSlice;
import io.muster.server.metrics.Reader;
import io.muster.server.metrics.RequestMeters;
import io.muster.server.pipeline.PipelineException;
import io.muster.server.status.Observed.Running;
import io.muster.server.wire.control.StatusJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The status of a server, in every state that it can be in. Any thread. */
public final class ServerStatus {
    private static final long ENGINE_TIMEOUT_MILLIS = 2_000;

    private final Observed observed;
    private final String version;
    private final RecordRate rate = new RecordRate();

    /** Of what is observed. */
    public ServerStatus(Observed observed, String version) {
        this.observed = observed;
        this.version = version;
    }

    /**
     * As JSON, see {@link StatusJson}. Without the engine's part where there is none, or it does not answer in time.
     *
     * @param sees whether the asker may see the workspace of this name
     */
    public CompletableFuture<byte[]> json(Predicate<String> sees) {
        Running running = observed.running();
        if (running == null) {
            return CompletableFuture.supplyAsync(() -> json(null, null, null, sees));
        }
        CompletableFuture<EngineMemory> memory = answered(running.pipeline().querySlowly(engine -> engine.memory()));
        return answered(running.pipeline().query(engine -> engine.status()))
                .thenCombineAsync(
                        memory,
                        (status, found) ->
                                json(running, status == null ? null : StatusJson.seen(status, sees), found, sees));
    }

    private static <T> CompletableFuture<T> answered(CompletableFuture<T> asked) {
        return asked.completeOnTimeout(null, ENGINE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionally(failure -> orNull(failure));
    }

    /** A pipeline that is closed or has too much to answer says so in its other fields. */
    private static <T> T orNull(Throwable failure) {
        if (failure instanceof PipelineException || failure.getCause() instanceof PipelineException) {
            return null;
        }
        throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
    }

    private byte[] json(Running running, EngineStatus status, EngineMemory memory, Predicate<String> sees) {
        boolean manual = running != null && running.pipeline().clock().isManual();
        String failure = running == null ? null : running.pipeline().failure();
        return StatusJson.write(version, manual, failure, status, memory, json -> write(json, running, memory, sees));
    }

    private void write(JsonGenerator json, Running running, EngineMemory memory, Predicate<String> sees)
            throws IOException {
        json.writeStringField("state", observed.life.state().name().toLowerCase(Locale.ROOT));
        String reason = observed.life.detail();
        if (!reason.isEmpty()) {
            json.writeStringField("reason", reason);
        }
        Path data = observed.options.dataDirectory();
        json.writeStringField("data", data == null ? "none" : data.toString());
        DoorStatus.write(json, observed);
        if (running != null) {
            writeTime(json, running);
            writeQueues(json, running);
            writeRates(json, running);
            KeptStatus.write(json, running, observed.disk, observed.options.commit());
            if (observed.webhooks() != null) {
                HookStatus.write(json, observed.webhooks(), running.engine().workspaces(), sees);
            }
        }
        writeMemory(json, memory);
        writeRequests(json);
    }

    private static void writeTime(JsonGenerator json, Running running) throws IOException {
        json.writeObjectFieldStart("time");
        json.writeNumberField("lag_ms", running.lagMillis());
        json.writeNumberField("lag_bound_ms", Observed.LAG_BOUND_MILLIS);
        json.writeNumberField("clock_behind_ms", running.pipeline().clock().behindMillis());
        json.writeNumberField("clock_held_ms", running.heldMillis());
        json.writeEndObject();
    }

    private static void writeQueues(JsonGenerator json, Running running) throws IOException {
        json.writeObjectFieldStart("queues");
        json.writeNumberField("records_batches", running.ingest().queuedBatches());
        json.writeNumberField("records_bytes", running.ingest().queuedBytes());
        json.writeNumberField("commands_batches", running.pipeline().queuedBatches());
        json.writeNumberField("commands_bytes", running.pipeline().queuedBytes());
        json.writeNumberField("questions", running.pipeline().queuedQueries());
        json.writeEndObject();
    }

    private void writeRates(JsonGenerator json, Running running) throws IOException {
        json.writeObjectFieldStart("records");
        json.writeNumberField("accepted", observed.records.accepted());
        json.writeNumberField("refused", observed.records.refused());
        json.writeNumberField("failed_batches", observed.records.failedBatches());
        json.writeNumberField("accepted_per_s", rate.perSecond(observed.records.accepted(), System.nanoTime()));
        json.writeEndObject();
        json.writeObjectFieldStart("engine");
        LatencyJson.write(json, "command", running.pipeline().meter().commands(Reader.STATUS));
        LatencyJson.write(json, "question", running.pipeline().meter().questions(Reader.STATUS));
        LatencyJson.write(
                json, "long_slice_processor", running.pipeline().meter().longSlices(Reader.STATUS));
        LongestSlice longest = running.pipeline().meter().longestSlice();
        if (longest != null) {
            json.writeObjectFieldStart("longest_slice");
            json.writeStringField("work", longest.work());
            json.writeNumberField("took_us", longest.tookNs() / 1_000);
            json.writeNumberField("processor_us", longest.processorNs() / 1_000);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void writeMemory(JsonGenerator json, EngineMemory memory) throws IOException {
        json.writeObjectFieldStart("memory");
        json.writeNumberField("heap_bytes", MemoryUse.heapBytes());
        json.writeNumberField("heap_max_bytes", MemoryUse.maxHeapBytes());
        json.writeNumberField("direct_bytes", MemoryUse.directBytes());
        json.writeNumberField("direct_max_bytes", MemoryUse.maxDirectBytes());
        json.writeNumberField("network_bytes", MemoryUse.networkBytes());
        json.writeNumberField("max_memory_bytes", observed.memory.maxBytes());
        json.writeBooleanField("full", observed.memory.isFull());
        json.writeNumberField("refused_for_memory", observed.memory.refused());
        if (memory != null) {
            for (Map.Entry<String, Long> kind : MemoryKinds.of(memory).entrySet()) {
                json.writeNumberField(kind.getKey() + "_bytes", kind.getValue());
            }
        }
        json.writeEndObject();
    }

    private void writeRequests(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("requests");
        List<RequestMeters.Kind> all = new ArrayList<>(observed.asked(Reader.STATUS));
        all.addAll(observed.httpRequests.read(Reader.STATUS));
        for (RequestMeters.Kind kind : all) {
            json.writeStartObject();
            json.writeStringField("request", kind.kind());
            json.writeNumberField("count", kind.latency().count());
            json.writeNumberField(
                    "errors",
                    kind.errors().values().stream().mapToLong(Long::longValue).sum());
            LatencyJson.writePercentiles(json, kind.latency());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Records a second between two who ask, or since the start. */
    private static final class RecordRate {
        private static final long LEAST_INTERVAL_NS = Duration.ofMillis(200).toNanos();

        private long count;
        private long atNs = System.nanoTime();
        private long perSecond;

        synchronized long perSecond(long newCount, long nowNs) {
            if (nowNs - atNs >= LEAST_INTERVAL_NS) {
                perSecond = Math.round((newCount - count) * 1e9 / (nowNs - atNs));
                count = newCount;
                atNs = nowNs;
            }
            return perSecond;
        }
    }
}
