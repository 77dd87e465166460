package io.muster.tools.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.ExportFormat;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The members with their e-mail and names: the ids first, into a file of their own, then a question a member, many on
 * the way at once. A member who is deleted meanwhile is left out.
 */
final class MemberRows implements ExportCommand.Exporter {
    static final Shape CSV = new Shape("id,email,first_name,last_name\r\n", MemberRows::csv);
    static final Shape JSON_LINES = new Shape("", MemberRows::jsonLine);

    private static final String[] FIELDS = {"email", "first_name", "last_name"};
    private static final int ON_THE_WAY = 256;

    private final Shape shape;

    MemberRows(Shape shape) {
        this.shape = shape;
    }

    /** A heading, and how a row is made of id, e-mail, first and last name; what is not known is empty. */
    record Shape(String heading, Function<String[], String> row) {}

    @Override
    public void write(WorkspaceClient workspace, int segmentId, OutputStream target) throws IOException {
        Path ids = Files.createTempFile("muster-export", ".ids");
        try {
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(ids))) {
                workspace.export(segmentId, ExportFormat.IDS, file);
            }
            target.write(shape.heading.getBytes(StandardCharsets.UTF_8));
            try (BufferedReader reader = Files.newBufferedReader(ids);
                    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                writeRows(workspace, reader, threads, target);
            }
        } finally {
            Files.deleteIfExists(ids);
        }
    }

    private void writeRows(WorkspaceClient workspace, BufferedReader ids, Executor threads, OutputStream target)
            throws IOException {
        ArrayDeque<CompletableFuture<String>> rows = new ArrayDeque<>();
        for (String id = ids.readLine(); id != null; id = ids.readLine()) {
            String asked = id;
            rows.add(CompletableFuture.supplyAsync(() -> row(workspace, asked), threads));
            if (rows.size() >= ON_THE_WAY) {
                writeRow(rows.remove(), target);
            }
        }
        while (!rows.isEmpty()) {
            writeRow(rows.remove(), target);
        }
    }

    private static void writeRow(CompletableFuture<String> row, OutputStream target) throws IOException {
        try {
            target.write(row.join().getBytes(StandardCharsets.UTF_8));
        } catch (CompletionException wrapped) {
            if (wrapped.getCause() instanceof MusterException failure) {
                throw failure;
            }
            throw wrapped;
        }
    }

    private String row(WorkspaceClient workspace, String id) {
        try {
            JsonNode fields =
                    ServerCommand.JSON.readTree(workspace.customerJson(id)).path("fields");
            String[] cells = new String[FIELDS.length + 1];
            cells[0] = id;
            for (int i = 0; i < FIELDS.length; i++) {
                cells[i + 1] = fields.path(FIELDS[i]).asText("");
            }
            return shape.row.apply(cells);
        } catch (MusterException failure) {
            if (failure.code() == ErrorCode.UNKNOWN_CUSTOMER) {
                return "";
            }
            throw failure;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String csv(String[] cells) {
        StringBuilder line = new StringBuilder();
        for (String cell : cells) {
            boolean quoted = cell.matches("(?s).*[\",\r\n].*");
            line.append(line.isEmpty() ? "" : ",");
            line.append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        return line.append("\r\n").toString();
    }

    private static String jsonLine(String[] cells) {
        ObjectNode node = ServerCommand.JSON.createObjectNode().put("id", cells[0]);
        for (int i = 0; i < FIELDS.length; i++) {
            if (!cells[i + 1].isEmpty()) {
                node.put(FIELDS[i], cells[i + 1]);
            }
        }
        return node + "\n";
    }
}
