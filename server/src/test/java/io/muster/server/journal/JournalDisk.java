package io.muster.server.journal;

import io.muster.server.disk.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;

/** Writes and reads small journals of texts. */
final class JournalDisk {
    static final Path DIRECTORY = Path.of("/data");

    private JournalDisk() {}

    /** Opens, replays, appends each batch of {@code batches} and forces it. */
    static void write(Disk disk, JournalOptions options, List<List<String>> batches) throws IOException {
        try (Journal journal = Journal.open(disk, DIRECTORY, options);
                JournalWriter writer = journal.writer(journal.replay(JournalDisk::ignore))) {
            for (List<String> batch : batches) {
                append(writer, batch);
                writer.force();
            }
        }
    }

    static void append(JournalWriter writer, List<String> batch) throws IOException {
        ExpandableArrayBuffer body = new ExpandableArrayBuffer();
        int length = 0;
        for (String text : batch) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            body.putInt(length, bytes.length);
            body.putBytes(length + Integer.BYTES, bytes);
            length += Integer.BYTES + bytes.length;
        }
        writer.append(writer.lastSequence() + 1, batch.size(), body, 0, length);
    }

    /** The commands, each with its sequence before it: {@code 1 text}. */
    static List<String> read(Disk disk) throws IOException {
        List<String> commands = new ArrayList<>();
        try (Journal journal = Journal.open(disk, DIRECTORY, JournalOptions.defaults())) {
            journal.replay((sequence, buffer, offset, length) ->
                    commands.add(sequence + " " + buffer.getStringWithoutLengthUtf8(offset, length)));
        }
        return commands;
    }

    static List<String> numbered(List<List<String>> batches) {
        List<String> commands = new ArrayList<>();
        for (List<String> batch : batches) {
            batch.forEach(text -> commands.add(commands.size() + 1 + " " + text));
        }
        return commands;
    }

    static Path file(long firstSequence) {
        return DIRECTORY.resolve(JournalDescriptor.fileName(firstSequence));
    }

    private static void ignore(long sequence, org.agrona.DirectBuffer buffer, int offset, int length) {}
}
