package io.muster.server.ingest;

import io.muster.server.pipeline.Durability;
import io.muster.server.records.RecordLimits;

/**
 * A batch of records as a front end hands it in. It goes on in pieces of whole lines, so that others have their turn
 * between them. {@link #nextBytes} and {@link #take} belong to one thread at a time.
 */
final class AppendRequest {
    private static final int NOT_CUT = -1;

    private final int workspaceId;
    private final Durability durability;
    private final boolean imported;
    private final byte[] jsonLines;
    private final AppendCompletion completion;
    private final AppendProgress progress;
    private int linesParsed;
    private int offset;
    private int pieceEnd = NOT_CUT;

    AppendRequest(
            int workspaceId, Durability durability, boolean imported, byte[] jsonLines, AppendCompletion completion) {
        this.workspaceId = workspaceId;
        this.durability = durability;
        this.imported = imported;
        this.jsonLines = jsonLines;
        this.completion = completion;
        progress = new AppendProgress(jsonLines.length);
    }

    int workspaceId() {
        return workspaceId;
    }

    Durability durability() {
        return durability;
    }

    boolean imported() {
        return imported;
    }

    byte[] jsonLines() {
        return jsonLines;
    }

    AppendCompletion completion() {
        return completion;
    }

    /** What became of the pieces that have ended. */
    AppendProgress progress() {
        return progress;
    }

    /** How many lines the pieces have that were parsed. The thread that parses. */
    int linesParsed() {
        return linesParsed;
    }

    void linesParsed(int newLinesParsed) {
        linesParsed = newLinesParsed;
    }

    int lengthBytes() {
        return jsonLines.length;
    }

    /** Length of the piece that goes next: about {@code mostBytes}, where a line ends. */
    int nextBytes(int mostBytes) {
        if (pieceEnd == NOT_CUT) {
            pieceEnd = pieceEnd(mostBytes);
        }
        return pieceEnd - offset;
    }

    /** The piece that {@link #nextBytes} spoke of; what follows it is the next. */
    Piece take() {
        Piece piece = new Piece(this, offset, pieceEnd - offset);
        offset = pieceEnd;
        pieceEnd = NOT_CUT;
        return piece;
    }

    /** Whether the last piece is taken. */
    boolean isTaken() {
        return offset == jsonLines.length;
    }

    /** A line that is longer than any may be is not looked through for its end: the rest goes along with it. */
    private int pieceEnd(int mostBytes) {
        if (jsonLines.length - offset <= mostBytes) {
            return jsonLines.length;
        }
        for (int at = offset + mostBytes - 1; at >= offset; at--) {
            if (jsonLines[at] == '\n') {
                return at + 1;
            }
        }
        int end = Math.min(jsonLines.length, offset + mostBytes + RecordLimits.LINE_LENGTH_BYTES);
        for (int at = offset + mostBytes; at < end; at++) {
            if (jsonLines[at] == '\n') {
                return at + 1;
            }
        }
        return jsonLines.length;
    }
}
