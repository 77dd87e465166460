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

/**
 * A piece of a batch of records on its way through the pipeline. Belongs to one thread at a time, as its
 * {@link CommandBatch} does; reusable.
 */
final class PieceBatch {
    private final CommandBatch batch;
    private final BatchLines lines = new BatchLines();
    private Piece piece;
    private int linesBefore;

    /** With room for so many bytes of commands; it grows by itself. */
    PieceBatch(Completed whenCompleted, int lengthBytes) {
        batch = new CommandBatch(completed -> whenCompleted.onCompleted(this), lengthBytes);
    }

    /** Told when the pipeline has given the batch back. */
    @FunctionalInterface
    interface Completed {
        void onCompleted(PieceBatch batch);
    }

    /** Fills it with the commands of a piece, the next of its batch of records. */
    void fill(Piece newPiece, BatchParser parser) {
        AppendRequest request = newPiece.request();
        piece = newPiece;
        linesBefore = request.linesParsed();
        batch.clear();
        batch.durability(request.durability());
        parser.parse(
                request.jsonLines(),
                newPiece.offset(),
                newPiece.lengthBytes(),
                request.workspaceId(),
                request.imported(),
                batch::add,
                lines);
        request.linesParsed(linesBefore + lines.lineCount());
    }

    CommandBatch batch() {
        return batch;
    }

    Piece piece() {
        return piece;
    }

    /** Tells the batch of records what became of the piece; returns its outcome if that was the last to be told. */
    AppendOutcome ended() {
        AppendProgress progress = piece.request().progress();
        if (batch.failure() != null) {
            return progress.failed(piece.lengthBytes(), batch.failure(), false);
        }
        int accepted = lines.commandCount() - batch.refusals().size();
        return progress.acknowledged(piece.lengthBytes(), batch.lastSequence(), accepted, refused());
    }

    /** Lets go of what belongs to the request. */
    void release() {
        piece = null;
    }

    /** The refusals of the parser and of the engine together, by line. */
    private List<RefusedRecord> refused() {
        if (lines.refused().isEmpty() && batch.refusals().isEmpty()) {
            return List.of();
        }
        List<RefusedRecord> refused = new ArrayList<>();
        for (RefusedRecord each : lines.refused()) {
            refused.add(new RefusedRecord(linesBefore + each.line(), each.column(), each.field(), each.reason()));
        }
        for (Refusal refusal : batch.refusals()) {
            refused.add(refused(refusal));
        }
        refused.sort(Comparator.comparingInt(RefusedRecord::line));
        return refused;
    }

    private RefusedRecord refused(Refusal refusal) {
        int index = refusal.index();
        byte[] jsonLines = piece.request().jsonLines();
        int column = FieldLocator.column(jsonLines, lines.lineOffset(index), lines.lineLength(index), refusal.field());
        return new RefusedRecord(linesBefore + lines.line(index), column, refusal.field(), refusal.reason());
    }
}
