package io.muster.server.ingest;

import io.muster.server.pipeline.CommandBatch;
import io.muster.server.pipeline.Refusal;
import io.muster.server.records.BatchLines;
import io.muster.server.records.BatchParser;
import io.muster.server.records.FieldLocator;
import io.muster.server.records.RefusedRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One batch of records on its way. Belongs to one thread at a time, as its {@link CommandBatch} does; reusable. */
final class Append {
    private final CommandBatch batch;
    private final BatchLines lines = new BatchLines();
    private byte[] jsonLines;
    private AppendCompletion completion;

    /** With room for so many bytes of commands; it grows by itself. */
    Append(Completed whenCompleted, int lengthBytes) {
        batch = new CommandBatch(completed -> whenCompleted.onCompleted(this), lengthBytes);
    }

    /** Told when the pipeline has given the batch back. */
    @FunctionalInterface
    interface Completed {
        void onCompleted(Append append);
    }

    /** Fills it with the commands of a request. */
    void fill(AppendRequest request, BatchParser parser) {
        batch.clear();
        batch.durability(request.durability());
        jsonLines = request.jsonLines();
        completion = request.completion();
        parser.parse(jsonLines, 0, jsonLines.length, request.workspaceId(), request.imported(), batch::add, lines);
    }

    CommandBatch batch() {
        return batch;
    }

    AppendCompletion completion() {
        return completion;
    }

    /** The refusals of the parser and of the engine together, by line. */
    AppendOutcome outcome() {
        List<RefusedRecord> refused = new ArrayList<>(lines.refused());
        for (Refusal refusal : batch.refusals()) {
            refused.add(refused(refusal));
        }
        refused.sort(Comparator.comparingInt(RefusedRecord::line));
        int accepted = batch.failure() == null
                ? lines.commandCount() - batch.refusals().size()
                : 0;
        return new AppendOutcome(batch.lastSequence(), accepted, List.copyOf(refused), batch.failure());
    }

    /** Lets go of what belongs to the request. */
    void release() {
        jsonLines = null;
        completion = null;
    }

    private RefusedRecord refused(Refusal refusal) {
        int index = refusal.index();
        int column = FieldLocator.column(jsonLines, lines.lineOffset(index), lines.lineLength(index), refusal.field());
        return new RefusedRecord(lines.line(index), column, refusal.field(), refusal.reason());
    }
}
