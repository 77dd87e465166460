package io.muster.bench.compare.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Keeps the bytes of an export of muster. */
public final class ExportReader {
    private ExportReader() {}

    /** Sends the request and returns what the chunks bring. */
    public static byte[] read(RawConnection connection, byte[] request) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MusterReplies replies = new MusterReplies(bytes);
        connection.send(ByteBuffer.wrap(request));
        int done;
        do {
            done = replies.take(connection.receive());
        } while (done == 0);
        return bytes.toByteArray();
    }
}
