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
     * Hands every command to {@code consumer}, in order.
     *
     * @throws JournalDamagedException where anything but the end of the last file is not as it was written; commands
     *     before it have been handed over by then
     */
    JournalEnd replay(CommandConsumer consumer) throws IOException {
        List<Path> files = disk.list(directory).stream()
                .filter(file -> JournalDescriptor.firstSequence(nameOf(file)).isPresent())
                .toList();
        JournalEnd end = new JournalEnd(null, 0, 0, 0);
        for (int i = 0; i < files.size(); i++) {
            end = replay(files.get(i), end.lastSequence() + 1, i == files.size() - 1, consumer);
        }
        return end;
    }

    private JournalEnd replay(Path path, long expectedSequence, boolean isLast, CommandConsumer consumer)
            throws IOException {
        String expectedName = JournalDescriptor.fileName(expectedSequence);
        if (!nameOf(path).equals(expectedName)) {
            throw new JournalDamagedException(path, 0, "file " + nameOf(path), expectedName);
        }
        try (DiskFile file = disk.open(path)) {
            JournalWindow window = new JournalWindow(file);
            JournalFileReader reader = new JournalFileReader(path, window, isLast, expectedSequence, consumer);
            reader.read();
            long droppedBytes = window.sizeBytes() - reader.position();
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

    private static String nameOf(Path file) {
        return file.getFileName().toString();
    }
}
