package io.muster.server.journal;

import io.muster.server.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files of a journal. */
final class JournalFiles {
    private JournalFiles() {}

    /** By their first sequence. */
    static List<Path> list(Disk disk, Path directory) throws IOException {
        return disk.list(directory).stream()
                .filter(file -> JournalDescriptor.firstSequence(
                                file.getFileName().toString())
                        .isPresent())
                .toList();
    }

    /** As its name says. */
    static long firstSequence(Path file) {
        return JournalDescriptor.firstSequence(file.getFileName().toString()).orElseThrow();
    }

    /** Those of {@code files} that may hold commands from {@code sequence} on. */
    static List<Path> holding(List<Path> files, long sequence) {
        int first = 0;
        while (first + 1 < files.size() && firstSequence(files.get(first + 1)) <= sequence) {
            first++;
        }
        return files.subList(first, files.size());
    }
}
