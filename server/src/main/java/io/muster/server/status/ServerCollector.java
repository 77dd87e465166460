package io.muster.server.status;

import io.muster.index.EngineMemory;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.ServerState;
import io.muster.server.memory.MemoryUse;
import io.muster.server.metrics.HttpErrors;
import io.muster.server.metrics.Reader;
import io.muster.server.metrics.RequestMeters;
import io.muster.server.status.Observed.Running;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Gathers the server's own metrics when they are asked for. One scrape at a time. */
final class ServerCollector implements MultiCollector {
    private static final long ENGINE_TIMEOUT_MILLIS = 1_000;
    private static final double MILLIS_A_SECOND = 1e3;

    private final Observed observed;
    private Predicate<String> reads = workspace -> false;
    private EngineMemory lastMemory = new EngineMemory(0, 0, List.of());

    ServerCollector(Observed observed) {
        this.observed = observed;
    }

    /** The next scrape tells of workspaces whose name {@code newReads} holds of, and of no others. */
    void tellOf(Predicate<String> newReads) {
        reads = newReads;
    }

    @Override
    public MetricSnapshots collect() {
        Samples samples = new Samples();
        for (ServerState state : ServerState.values()) {
            String name = state.name().toLowerCase(Locale.ROOT);
            double value = observed.life.state() == state ? 1 : 0;
            samples.gauge("muster_state", "1 for the state that the server is in", value, "state", name);
        }
        DoorSamples.add(samples, observed);
        LinkSamples.add(samples, observed.links);
        requests(samples, observed.asked(Reader.METRICS), ServerCollector::code);
        requests(samples, observed.httpRequests.read(Reader.METRICS), HttpErrors::status);
        records(samples);
        disk(samples);
        Running running = observed.running();
        memory(samples, running);
        if (running != null) {
            pipeline(samples, running);
            time(samples, running);
            KeptSamples.add(samples, running);
            segments(samples, running.engine().workspaces());
            if (observed.webhooks() != null) {
                HookSamples.add(
                        samples,
                        observed.webhooks(),
                        running.engine().workspaces(),
                        reads,
                        observed.options.metrics().maxSegments());
            }
        }
        return samples.snapshots();
    }

    private static void requests(Samples samples, List<RequestMeters.Kind> kinds, IntFunction<String> codes) {
        for (RequestMeters.Kind kind : kinds) {
            if (kind.latency().count() > 0) {
                samples.latency(
                        "muster_request",
                        "From the read of a request to its answer",
                        kind.latency(),
                        "kind",
                        kind.kind());
            }
            kind.errors()
                    .forEach((code, count) -> samples.counter(
                            "muster_request_errors",
                            "Requests answered with an error",
                            count,
                            "kind",
                            kind.kind(),
                            "code",
                            codes.apply(code)));
        }
    }

    private void records(Samples samples) {
        samples.counter("muster_records_accepted", "Records acknowledged", observed.records.accepted());
        samples.counter("muster_records_refused", "Records refused one by one", observed.records.refused());
        samples.counter("muster_record_batches_failed", "Batches not done", observed.records.failedBatches());
    }

    private void disk(Samples samples) {
        samples.latency("muster_disk_force", "Forcing a file to the disk", observed.disk.forces(Reader.METRICS));
        samples.counter("muster_disk_written_bytes", "Bytes written", observed.disk.writtenBytes());
        samples.counter("muster_disk_failures", "Writes and forces that failed", observed.disk.failures());
    }

    private void memory(Samples samples, Running running) {
        String name = "muster_memory_bytes";
        String meaning = "Memory by kind; what is reserved and not touched costs address space only";
        MemoryKinds.of(memory(running)).forEach((kind, bytes) -> samples.gauge(name, meaning, bytes, "kind", kind));
        samples.gauge(name, meaning, MemoryUse.heapBytes(), "kind", "heap");
        samples.gauge(name, meaning, MemoryUse.directBytes(), "kind", "direct");
        samples.gauge(name, meaning, MemoryUse.networkBytes(), "kind", "network");
        samples.gauge("muster_memory_max_bytes", "The bound of direct memory", observed.memory.maxBytes());
        samples.gauge("muster_memory_full", "1 while records are refused", observed.memory.isFull() ? 1 : 0);
        samples.counter("muster_memory_refused", "Records and commands refused", observed.memory.refused());
    }

    private void pipeline(Samples samples, Running running) {
        String slice = "The engine's time for one command or one step of a question";
        samples.latency(
                "muster_engine_slice", slice, running.pipeline().meter().commands(Reader.METRICS), "work", "command");
        samples.latency(
                "muster_engine_slice", slice, running.pipeline().meter().questions(Reader.METRICS), "work", "question");
        samples.latency(
                "muster_engine_long_slice_processor",
                "The processor time of those slices that took a millisecond or more",
                running.pipeline().meter().longSlices(Reader.METRICS));
        samples.counter(
                "muster_commands_accepted",
                "Commands applied",
                running.pipeline().meter().accepted());
        samples.counter(
                "muster_commands_refused",
                "Commands refused",
                running.pipeline().meter().refused());
        String length = "muster_queue_length";
        String meaning = "What waits or is under way";
        samples.gauge(length, meaning, running.ingest().queuedBatches(), "queue", "records");
        samples.gauge(length, meaning, running.pipeline().queuedBatches(), "queue", "commands");
        samples.gauge(length, meaning, running.pipeline().queuedQueries(), "queue", "questions");
        samples.gauge("muster_queue_bytes", meaning, running.ingest().queuedBytes(), "queue", "records");
        samples.gauge("muster_queue_bytes", meaning, running.pipeline().queuedBytes(), "queue", "commands");
        samples.counter(
                "muster_sequence",
                "The last command that readers see",
                running.engine().sequence());
        samples.counter(
                "muster_forced_sequence",
                "The last on the disk",
                running.pipeline().forcedSequence());
    }

    private static void time(Samples samples, Running running) {
        samples.gauge(
                "muster_schedule_lag_seconds",
                "How late the engine is with what is due",
                running.lagMillis() / MILLIS_A_SECOND);
        samples.gauge(
                "muster_schedule_lag_bound_seconds",
                "What it should stay below",
                Observed.LAG_BOUND_MILLIS / MILLIS_A_SECOND);
        samples.gauge(
                "muster_clock_behind_seconds",
                "How far the system's clock is behind the engine's time",
                running.pipeline().clock().behindMillis() / MILLIS_A_SECOND);
        samples.gauge(
                "muster_clock_held_seconds",
                "How far the system's clock is ahead and not followed",
                running.heldMillis() / MILLIS_A_SECOND);
    }

    private void segments(Samples samples, List<WorkspaceView> workspaces) {
        long customers = 0;
        int read = 0;
        int all = 0;
        int told = 0;
        for (WorkspaceView workspace : workspaces) {
            if (!reads.test(workspace.name())) {
                continue;
            }
            read++;
            customers += workspace.customers();
            for (SegmentEntry segment : workspace.segments().entries()) {
                all++;
                if (told < observed.options.metrics().maxSegments()) {
                    told++;
                    samples.gauge(
                            "muster_segment_customers",
                            "Size of a segment",
                            workspace.cardinality(segment),
                            "workspace",
                            workspace.name(),
                            "segment",
                            segment.name());
                }
            }
        }
        samples.gauge("muster_workspaces", "Workspaces that the asker may read", read);
        samples.gauge("muster_customers", "Customers of these workspaces", customers);
        samples.gauge("muster_segments", "Segments of these workspaces", all);
        samples.gauge("muster_segments_not_told", "Segments beyond metrics-segments", all - (double) told);
    }

    /** The last that is known where the engine does not answer in time. */
    private EngineMemory memory(Running running) {
        if (running != null) {
            try {
                lastMemory = running.pipeline()
                        .querySlowly(engine -> engine.memory())
                        .get(ENGINE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException unknown) {
                return lastMemory;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return lastMemory;
    }

    private static String code(int code) {
        return code == 0 ? "other" : ErrorType.get((short) code).name().toLowerCase(Locale.ROOT);
    }
}
