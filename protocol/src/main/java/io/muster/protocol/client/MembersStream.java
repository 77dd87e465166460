package io.muster.protocol.client;

import java.io.IOException;
import java.io.OutputStream;

/** Export. */
final class MembersStream {
    private MembersStream() {}

    static void copy(
            ClientOptions options, int workspaceId, int segmentId, ExportFormat format, OutputStream target)
            throws IOException {
        throw new IOException();
    }
}
