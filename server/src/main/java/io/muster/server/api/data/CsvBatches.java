package io.muster.server.api.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.muster.server.api.JsonWriter;
import io.muster.server.api.ProblemException;
import io.muster.server.records.RecordColumn;
import io.muster.server.records.RecordLimits;
import io.muster.server.wire.backend.AppendOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes the rows of a table, whose first is its header, records. An empty cell says nothing of its field. A row that
 * can't be read is refused, and the next is taken. One thread.
 */
final class CsvBatches implements RecordBatches {
    private static final int BATCH_ROWS = 10_000;
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final String CUSTOM = "fields";

    private final CsvColumns mapping;
    private final CsvRows rows;
    private final CsvReader.CsvReaderBuilder cells;
    private final ArrayDeque<RecordBatch> full = new ArrayDeque<>();
    private List<RecordColumn> columns;
    private Map<String, Integer> places;
    private Draft draft = new Draft();
    private long linesBefore;

    CsvBatches(CsvColumns mapping, char delimiter) {
        this.mapping = mapping;
        rows = new CsvRows(delimiter, this::row);
        cells = CsvReader.builder().fieldSeparator(delimiter).skipEmptyLines(false);
    }

    /** Records on their way, with the line at which each row began. */
    private record Batch(
            byte[] bytes,
            long linesBefore,
            int lines,
            List<Long> rowLines,
            Map<String, Integer> places,
            List<Refused> refused)
            implements RecordBatch {
        /** The column is that of the table, and 1 where the row as a whole is wrong. */
        @Override
        public Refused refused(AppendOutcome.Refusal refusal) {
            String field = refusal.field() == null ? "" : refusal.field();
            int list = field.indexOf('[');
            int column = places.getOrDefault(list < 0 ? field : field.substring(0, list), 1);
            return new Refused(rowLines.get(refusal.line()), column, refusal.field(), refusal.reason());
        }
    }

    /** The next batch, as it grows. */
    private static final class Draft {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<Long> rowLines = new ArrayList<>();
        private final List<RecordBatch.Refused> refused = new ArrayList<>();
    }

    @Override
    public void add(byte[] source, int offset, int count) {
        rows.add(source, offset, count);
    }

    @Override
    public void end() {
        rows.end();
        if (columns == null) {
            throw ProblemException.badRequest("body: found nothing, expected a header and rows");
        }
        cut();
    }

    @Override
    public boolean hasNext() {
        return !full.isEmpty();
    }

    @Override
    public RecordBatch next() {
        return full.poll();
    }

    private void row(byte[] bytes, int length, long line, boolean isClosed) {
        try {
            List<String> found = read(bytes, length, isClosed);
            if (columns == null) {
                header(found);
            } else if (length > 0) {
                record(found, line);
            }
        } catch (RowException refused) {
            if (columns == null) {
                throw ProblemException.badRequest("header: " + refused.getMessage());
            }
            draft.refused.add(new RecordBatch.Refused(line, refused.column, refused.field, refused.getMessage()));
        }
        int size = draft.rowLines.size() + draft.refused.size();
        if (draft.bytes.size() >= BATCH_BYTES || size >= BATCH_ROWS) {
            cut();
        }
    }

    private List<String> read(byte[] bytes, int length, boolean isClosed) throws RowException {
        if (!isClosed) {
            throw new RowException("found a quote that is not closed, expected its end");
        }
        if (length > RecordLimits.LINE_LENGTH_BYTES) {
            throw new RowException(
                    "found a row of more than " + RecordLimits.LINE_LENGTH_BYTES + " bytes, expected at most so many");
        }
        try {
            String text =
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
            String marked = columns == null && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            return length == 0 ? List.of() : cells.ofSingleCsvRecord(marked).getFields();
        } catch (CharacterCodingException notUtf8) {
            throw new RowException("found bytes that are not UTF-8, expected UTF-8");
        } catch (CsvParseException malformed) {
            String why = malformed.getCause() == null
                    ? malformed.getMessage()
                    : malformed.getCause().getMessage();
            throw new RowException("not CSV: " + why);
        }
    }

    private void header(List<String> found) throws RowException {
        if (found.isEmpty()) {
            throw new RowException("found an empty line, expected the names of the columns");
        }
        columns = mapping.under(found);
        places = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i) != null) {
                places.put(columns.get(i).field(), i + 1);
            }
        }
    }

    private void record(List<String> found, long line) throws RowException {
        if (found.size() != columns.size()) {
            throw new RowException(
                    "found " + found.size() + " cells, expected " + columns.size() + ", as many as the header has");
        }
        for (int i = 0; i < columns.size(); i++) {
            RecordColumn column = columns.get(i);
            if (column != null && !found.get(i).isEmpty() && !column.takes(found.get(i))) {
                throw new RowException(
                        i + 1, column.field(), "found '" + found.get(i) + "', expected " + column.expected());
            }
        }
        try (JsonGenerator json = JsonWriter.FACTORY.createGenerator(draft.bytes)) {
            json.writeStartObject();
            json.writeStringField("type", mapping.type());
            write(json, found, null);
            for (String group : List.of(CUSTOM, "properties")) {
                if (columns.stream().anyMatch(column -> column != null && group.equals(column.group()))) {
                    json.writeObjectFieldStart(group);
                    write(json, found, group);
                    json.writeEndObject();
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        draft.bytes.write('\n');
        draft.rowLines.add(line);
    }

    private void write(JsonGenerator json, List<String> found, String group) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            RecordColumn column = columns.get(i);
            if (column != null
                    && Objects.equals(column.group(), group)
                    && !found.get(i).isEmpty()) {
                column.write(json, found.get(i));
            }
        }
    }

    private void cut() {
        int lines = (int) (rows.lines() - linesBefore);
        full.add(new Batch(draft.bytes.toByteArray(), linesBefore, lines, draft.rowLines, places, draft.refused));
        linesBefore += lines;
        draft = new Draft();
    }

    /** Why a row is not taken. */
    private static final class RowException extends Exception {
        private static final long serialVersionUID = 1;

        private final int column;
        private final String field;

        RowException(String reason) {
            this(1, "", reason);
        }

        RowException(int column, String field, String reason) {
            super(reason, null, false, false);
            this.column = column;
            this.field = field;
        }
    }
}
