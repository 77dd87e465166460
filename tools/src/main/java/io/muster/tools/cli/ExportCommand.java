package io.muster.tools.cli;

import io.muster.protocol.client.ExportFormat;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", description = "Writes the members of a segment.")
final class ExportCommand extends WorkspaceBoundCommand {
    @Parameters(index = "0", paramLabel = "SEGMENT", description = "name or id")
    private String segment;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = {
                "ids: one a line; csv, jsonl: with e-mail and names; roaring: portable Roaring bitmap of ordinals",
                "(default: ids, with --json jsonl)"
            })
    private String format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "where to (default: standard output)")
    private Path output;

    @Option(names = "--dictionary", paramLabel = "FILE", description = "also writes ordinal, tab, id, one a line")
    private Path dictionary;

    @Override
    int run(WorkspaceClient workspace) throws IOException {
        if (format == null) {
            format = global.json ? "jsonl" : "ids";
        }
        Exporter exporter = exporter();
        SegmentInfo found = SegmentNames.find(workspace, segment);
        if (output == null) {
            exporter.write(workspace, found.id(), terminal().out());
        } else {
            writeFile(output, target -> exporter.write(workspace, found.id(), target));
        }
        if (dictionary != null) {
            writeFile(dictionary, target -> workspace.export(found.id(), ExportFormat.DICTIONARY, target));
        }
        return ExitCodes.DONE;
    }

    private Exporter exporter() {
        if (format.equals("roaring") && output == null && terminal().interactive()) {
            throw CommandFailure.usage("export: a Roaring bitmap is not for reading; name a file with -o");
        }
        return switch (format) {
            case "ids" -> (workspace, id, target) -> workspace.export(id, ExportFormat.IDS, target);
            case "roaring" -> (workspace, id, target) -> workspace.export(id, ExportFormat.ROARING, target);
            case "csv" -> new MemberRows(MemberRows.CSV);
            case "jsonl" -> new MemberRows(MemberRows.JSON_LINES);
            default ->
                throw CommandFailure.usage("--format: found '" + format + "', expected ids, csv, jsonl or roaring");
        };
    }

    /** Writes beside and moves when complete, so that a half export never looks whole. */
    private static void writeFile(Path file, Writing writing) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream target = new BufferedOutputStream(Files.newOutputStream(part))) {
                writing.to(target);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    interface Exporter {
        void write(WorkspaceClient workspace, int segmentId, OutputStream target) throws IOException;
    }

    private interface Writing {
        void to(OutputStream target) throws IOException;
    }
}
