package io.muster.server.ingest;

/** A batch of records as a front end hands it in. */
record AppendRequest(int workspaceId, boolean imported, byte[] jsonLines, AppendCompletion completion) {
    int lengthBytes() {
        return jsonLines.length;
    }
}
