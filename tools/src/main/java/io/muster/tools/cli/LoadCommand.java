package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.RecordOrigin;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.tools.load.BarProgress;
import io.muster.tools.load.LineBatch;
import io.muster.tools.load.LineBatches;
import io.muster.tools.load.LineProgress;
import io.muster.tools.load.LoadSummary;
import io.muster.tools.load.Progress;
import io.muster.tools.load.RecordFile;
import io.muster.tools.load.RecordLoad;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "load", description = "Loads records from files or standard input, also packed ones (.gz, .zst).")
final class LoadCommand extends WorkspaceBoundCommand {
    private static final int MAX_LINE_BYTES = 8 << 20;
    private static final long MEGABYTE = 1_000_000;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "JSON Lines; - is standard input")
    private List<String> files;

    @Option(names = "--reject", paramLabel = "FILE", description = "keeps the refused lines as they are")
    private Path reject;

    @Option(names = "--from-line", paramLabel = "N", defaultValue = "1", description = "passes over the lines before")
    private long fromLine;

    @Option(
            names = "--durability",
            paramLabel = "WHEN",
            defaultValue = "disk",
            description = "what acknowledged means: disk, interval or memory (default: ${DEFAULT-VALUE})")
    private String durability;

    @Option(
            names = "--live",
            description = "the records happen now: the changes they cause do not say that they come from an import")
    private boolean live;

    private long finishedBytes;

    @Override
    int run(WorkspaceClient workspace) throws IOException {
        Durability wanted = durability();
        if (fromLine < 1 || fromLine > 1 && files.size() > 1) {
            throw CommandFailure.usage("load: --from-line is from 1, and for one FILE only");
        }
        requireFiles();
        long startNs = System.nanoTime();
        try (OutputStream rejects = reject == null ? null : new BufferedOutputStream(Files.newOutputStream(reject))) {
            RecordOrigin origin = live ? RecordOrigin.LIVE : RecordOrigin.IMPORT;
            RecordLoad load = new RecordLoad(
                    (bytes, offset, length) -> workspace.appendAsync(bytes, offset, length, wanted, origin), rejects);
            LoadInterruption interruption = new LoadInterruption(
                    load.summary(),
                    workspace.info().name(),
                    fromLine,
                    terminal().err());
            try (interruption;
                    Progress progress = progress()) {
                for (String file : files) {
                    interruption.at(file);
                    load(load, file, progress);
                }
                load.drain();
            } catch (IOException failure) {
                settle(load);
                report(load.summary(), (System.nanoTime() - startNs) / 1e9);
                throw failure;
            } catch (MusterException failure) {
                throw brokenOff(load.summary(), interruption, failure);
            }
            report(load.summary(), (System.nanoTime() - startNs) / 1e9);
            return load.summary().refused() == 0 ? ExitCodes.DONE : ExitCodes.REFUSED;
        }
    }

    private void load(RecordLoad load, String file, Progress progress) throws IOException {
        try (RecordFile source = RecordFile.open(file, terminal().in())) {
            LineBatches batches = new LineBatches(file, source.stream(), RecordLoad.BATCH_BYTES, MAX_LINE_BYTES);
            if (!batches.skipTo(fromLine)) {
                throw CommandFailure.refused(file + ": has fewer than " + fromLine + " lines");
            }
            for (LineBatch batch = batches.next(); batch != null; batch = batches.next()) {
                load.send(batch);
                progress.at(finishedBytes + source.readBytes(), load.summary().records());
            }
            load.drain();
            progress.at(finishedBytes + source.readBytes(), load.summary().records());
            finishedBytes += source.readBytes();
        }
    }

    private static void settle(RecordLoad load) {
        try {
            load.drain();
        } catch (MusterException lost) {
            // The broken file is told; what else went wrong shows in the summary, which counts only what was settled.
        }
    }

    /** Nothing is loaded where something is wrong with any of the files, and no input is written over. */
    private void requireFiles() throws IOException {
        for (String file : files) {
            if (file.equals(RecordFile.STANDARD_INPUT)) {
                continue;
            }
            RecordFile.require(file);
            if (reject != null && Files.exists(reject) && Files.isSameFile(reject, Path.of(file))) {
                throw CommandFailure.usage(
                        "--reject: found " + reject + ", which is to be loaded; expected another file");
            }
        }
    }

    private Durability durability() {
        return switch (durability.toLowerCase(Locale.ROOT)) {
            case "disk" -> Durability.DISK;
            case "interval" -> Durability.INTERVAL;
            case "memory" -> Durability.MEMORY;
            default ->
                throw CommandFailure.usage(
                        "--durability: found '" + durability + "', expected disk, interval or memory");
        };
    }

    private Progress progress() throws IOException {
        if (global.json && !terminal().interactive()) {
            return Progress.NONE;
        }
        long total = 0;
        for (String file : files) {
            long size = RecordFile.sizeBytes(file);
            total = size == RecordFile.UNKNOWN || total == RecordFile.UNKNOWN ? RecordFile.UNKNOWN : total + size;
        }
        return terminal().interactive()
                ? new BarProgress(terminal().err(), "loading", total, " MB", MEGABYTE)
                : new LineProgress(terminal().err(), "loading", total);
    }

    private CommandFailure brokenOff(LoadSummary summary, LoadInterruption interruption, MusterException failure) {
        tellRefusals(summary);
        boolean lost = failure.code() == ErrorCode.UNREACHABLE || failure.code() == ErrorCode.TIMEOUT;
        return new CommandFailure(
                lost ? ExitCodes.UNREACHABLE : ExitCodes.REFUSED, failure.getMessage() + "\n" + interruption.goOn());
    }

    private void report(LoadSummary summary, double seconds) {
        long perSecond = Math.round(summary.records() / Math.max(seconds, 1e-3));
        tellRefusals(summary);
        if (global.json) {
            ObjectNode node = JSON.createObjectNode()
                    .put("read", summary.records())
                    .put("taken", summary.taken())
                    .put("refused", summary.refused())
                    .put("seconds", Math.round(seconds * 1000) / 1000.0)
                    .put("records_per_second", perSecond);
            ArrayNode refusals = node.putArray("refusals");
            summary.refusals()
                    .forEach(each -> refusals.addObject()
                            .put("file", each.source())
                            .put("line", each.line())
                            .put("column", each.column())
                            .put("field", each.field())
                            .put("reason", each.reason()));
            printJson(node);
            return;
        }
        print(String.format(
                Locale.ROOT,
                "read %,d records in %.1f s (%,d/s): %,d taken, %,d refused",
                summary.records(),
                seconds,
                perSecond,
                summary.taken(),
                summary.refused()));
    }

    /** With --json they are part of the answer. */
    private void tellRefusals(LoadSummary summary) {
        if (global.json) {
            return;
        }
        summary.refusals().forEach(refusal -> tell(refusal.toString()));
        long more = summary.refused() - summary.refusals().size();
        if (more > 0) {
            tell("and " + Texts.number(more) + " more refused"
                    + (reject == null ? "; --reject FILE keeps them" : "; see " + reject));
        }
    }
}
