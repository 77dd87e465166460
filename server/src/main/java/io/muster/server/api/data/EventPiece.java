package io.muster.server.api.data;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.WorkspaceView;
import io.muster.server.api.JsonWriter;
import io.muster.server.change.ChangeCursor;
import io.muster.server.change.ChangeJson;
import io.muster.server.change.ChangeReading;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes server-sent events, some at a time. One thread. */
final class EventPiece implements ChangeReading.Batch {
    private static final int PIECE_BYTES = 64 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ChangeJson json = new ChangeJson();

    @Override
    public void add(ChangeCursor cursor, WorkspaceView workspace) throws IOException {
        put("id: " + cursor.sequence() + ":" + cursor.index() + "\nevent: " + (cursor.entered() ? "entered" : "left")
                + "\ndata: ");
        try (JsonGenerator generator =
                JsonWriter.FACTORY.createGenerator(bytes).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.write(generator, cursor, workspace);
        }
        put("\n\n");
    }

    @Override
    public boolean isEmpty() {
        return bytes.size() == 0;
    }

    @Override
    public boolean isFull() {
        return bytes.size() >= PIECE_BYTES;
    }

    /** Says that no more is to come up to this sequence. */
    void addReached(long sequence) {
        put(": reached " + sequence + "\nid: " + sequence + "\n\n");
    }

    /** Says why no more will come. */
    void addEnd(String event, String why) {
        put("event: " + event + "\ndata: ");
        bytes.writeBytes(JsonWriter.bytes(generator -> {
            generator.writeStartObject();
            generator.writeStringField("detail", why);
            generator.writeEndObject();
        }));
        put("\n\n");
    }

    /** What was written; the next piece begins. */
    Buffer take() {
        Buffer taken = Buffer.buffer(bytes.toByteArray());
        bytes.reset();
        return taken;
    }

    private void put(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
