package io.muster.server.journal;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a journal from its first command to its last. One thread. */
final class JournalReader {
    private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);

    private final Disk disk;
    private final Path directory;

    JournalReader(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    /**
     * Hands every command from {@code firstSequence} on to {@code consumer}, in order.
     *
     * @throws JournalDamagedException where anything but the end of the last file is not as it was written, or commands
     *     are missing; those before it have been handed over by then
     */
    JournalEnd replay(long firstSequence, CommandConsumer consumer) throws IOException {
        List<Path> files = JournalFiles.holding(JournalFiles.list(disk, directory), firstSequence);
        if (files.isEmpty()) {
            return new JournalEnd(null, 0, firstSequence - 1, 0);
        }
        CommandConsumer wanted = (sequence, buffer, offset, length) -> {
            if (sequence >= firstSequence) {
                consumer.onCommand(sequence, buffer, offset, length);
            }
        };
        long nextSequence = Math.min(firstSequence, JournalFiles.firstSequence(files.getFirst()));
        JournalEnd end = null;
        for (int i = 0; i < files.size(); i++) {
            end = replay(files.get(i), nextSequence, i == files.size() - 1, wanted);
            nextSequence = end.lastSequence() + 1;
        }
        if (nextSequence < firstSequence) {
            throw new JournalDamagedException(
                    end.lastFile(),
                    end.lengthBytes(),
                    "an end at sequence " + end.lastSequence(),
                    "sequence " + (firstSequence - 1) + " or later");
        }
        return end;
    }

    private JournalEnd replay(Path path, long expectedSequence, boolean isLast, CommandConsumer consumer)
            throws IOException {
        if (JournalFiles.firstSequence(path) != expectedSequence) {
            throw new JournalDamagedException(
                    path, 0, "file " + path.getFileName(), JournalDescriptor.fileName(expectedSequence));
        }
        try (DiskFile file = disk.open(path)) {
            JournalWindow window = new JournalWindow(file);
            JournalFileReader reader = new JournalFileReader(path, window, isLast, expectedSequence, consumer);
            reader.read();
            long droppedBytes = reader.droppedBytes();
            long lastSequence = reader.nextSequence() - 1;
            if (droppedBytes > 0) {
                LOG.warn(
                        "journal {}: dropped {} bytes at offset {}, cut while they were written; last whole sequence"
                                + " {}",
                        path,
                        droppedBytes,
                        reader.position(),
                        lastSequence);
            }
            return new JournalEnd(path, reader.position(), lastSequence, droppedBytes);
        }
    }
}
