package io.muster.server.ingest;

/**
 * Whole lines of a batch that go on together.
 *
 * @param request the batch
 * @param offset of the first line in its bytes
 * @param lengthBytes of the lines
 */
record Piece(AppendRequest request, int offset, int lengthBytes) {
    boolean isFirst() {
        return offset == 0;
    }

    boolean isLast() {
        return offset + lengthBytes == request.lengthBytes();
    }
}
