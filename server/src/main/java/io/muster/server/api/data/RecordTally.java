package io.muster.server.api.data;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.server.wire.backend.AppendOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What became of the lines of a call. One thread. */
final class RecordTally {
    /** Refusals told one by one; beyond, only their number is. */
    static final int MAX_REFUSALS = 1_000;

    private static final int MAX_TEXT_LENGTH = 1_000;

    private final List<RecordBatch.Refused> refusals = new ArrayList<>();
    private long accepted;
    private long refused;
    private long sequence;
    private long lines;
    private long linesBeforeFailure = Long.MAX_VALUE;

    void add(RecordBatch batch, AppendOutcome outcome) {
        accepted += outcome.accepted();
        refused += outcome.refused();
        sequence = Math.max(sequence, outcome.lastSequence());
        outcome.refusals().forEach(each -> add(batch.refused(each)));
        addRefused(batch);
    }

    /** What of a batch there was nothing to append of. */
    void addRefused(RecordBatch batch) {
        refused += batch.refused().size();
        lines = Math.max(lines, batch.linesBefore() + batch.lines());
        batch.refused().forEach(this::add);
    }

    /** Nothing of it was taken: lines are counted up to there. */
    void fail(RecordBatch batch) {
        linesBeforeFailure = Math.min(linesBeforeFailure, batch.linesBefore());
    }

    /** Members of an object. */
    void write(JsonGenerator json) throws IOException {
        json.writeNumberField("lines", Math.min(lines, linesBeforeFailure));
        json.writeNumberField("accepted", accepted);
        json.writeNumberField("refused", refused);
        json.writeNumberField("sequence", sequence);
        json.writeArrayFieldStart("refusals");
        refusals.sort(Comparator.comparingLong(RecordBatch.Refused::line));
        for (RecordBatch.Refused each : refusals) {
            json.writeStartObject();
            json.writeNumberField("line", each.line());
            json.writeNumberField("column", each.column());
            json.writeStringField("field", each.field());
            json.writeStringField("reason", each.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("refusals_not_told", refused - refusals.size());
    }

    private void add(RecordBatch.Refused each) {
        if (refusals.size() < MAX_REFUSALS) {
            refusals.add(new RecordBatch.Refused(each.line(), each.column(), cut(each.field()), cut(each.reason())));
        }
    }

    private static String cut(String text) {
        String found = text == null ? "" : text;
        return found.length() <= MAX_TEXT_LENGTH ? found : found.substring(0, MAX_TEXT_LENGTH) + "…";
    }
}
