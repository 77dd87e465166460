package io.muster.server.journal;

import static io.muster.server.journal.JournalDisk.DIRECTORY;
import static io.muster.server.journal.JournalDisk.file;
import static io.muster.server.journal.JournalDisk.numbered;
import static io.muster.server.journal.JournalDisk.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskCall;
import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalFromSequenceTest {
    private static final JournalOptions SMALL_FILES = new JournalOptions(100);
    private static final List<List<String>> BATCHES =
            List.of(List.of("a", "b"), List.of("c", "d"), List.of("e", "f"), List.of("g"));

    private final FaultyDisk disk = new FaultyDisk();

    @BeforeEach
    void writeFourFiles() throws IOException {
        write(disk, SMALL_FILES, BATCHES);
        assertEquals(List.of(file(1), file(3), file(5), file(7)), disk.list(DIRECTORY));
    }

    @Test
    void shouldReadFromEverySequence() throws IOException {
        List<String> all = numbered(BATCHES);
        for (int first = 1; first <= all.size() + 1; first++) {
            assertEquals(all.subList(first - 1, all.size()), readFrom(disk, first), "from " + first);
        }
    }

    @Test
    void shouldNotLookAtFilesBeforeTheSequence() throws IOException {
        disk.put(file(1), new byte[] {1, 2, 3});
        disk.delete(file(3));

        assertEquals(List.of("6 f", "7 g"), readFrom(disk, 6));
        assertThrows(JournalDamagedException.class, () -> readFrom(disk, 4));
    }

    @Test
    void shouldRemoveFilesWhollyBeforeASequenceAndReadOnFromThere() throws IOException {
        try (Journal journal = Journal.open(disk, DIRECTORY, SMALL_FILES)) {
            assertEquals(List.of(), journal.removeBefore(2));
            assertEquals(List.of(file(1)), journal.removeBefore(4));
            assertEquals(List.of(file(3)), journal.removeBefore(6));
            assertEquals(List.of(file(5)), journal.removeBefore(1000));
        }
        assertEquals(List.of(file(7)), disk.list(DIRECTORY));
        assertEquals(List.of("7 g"), readFrom(disk.crash(), 7));
        assertEquals(List.of(), readFrom(disk, 8));
    }

    @Test
    void shouldRefuseWhereCommandsAreMissing() throws IOException {
        try (Journal journal = Journal.open(disk, DIRECTORY, SMALL_FILES)) {
            journal.removeBefore(5);
        }
        String early = assertThrows(JournalDamagedException.class, () -> readFrom(disk, 4))
                .getMessage();
        assertTrue(early.contains("found file " + JournalDescriptor.fileName(5)), early);
        assertTrue(early.contains("expected " + JournalDescriptor.fileName(4)), early);
        String late = assertThrows(JournalDamagedException.class, () -> readFrom(disk, 9))
                .getMessage();
        assertTrue(late.contains("found an end at sequence 7, expected sequence 8 or later"), late);
    }

    @Test
    void shouldBeginWhereNothingIsAtTheSequenceAsked() throws IOException {
        FaultyDisk empty = new FaultyDisk();
        try (Journal journal = Journal.open(empty, DIRECTORY, SMALL_FILES);
                JournalWriter writer = journal.writer(journal.replay(41, (sequence, buffer, offset, length) -> {}))) {
            JournalDisk.append(writer, List.of("x", "y"));
        }
        assertEquals(List.of("41 x", "42 y"), readFrom(empty, 41));
        assertEquals(List.of(file(41)), empty.list(DIRECTORY));
    }

    @Test
    void shouldReadOnWhateverFilesAPowerCutLeavesAfterRemoval() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 100; run++) {
            FaultyDisk running = disk.crash();
            running.failOnceWhen(call -> call.is(DiskCall.Kind.FORCE_DIRECTORY, "data"));
            try (Journal journal = Journal.open(running, DIRECTORY, SMALL_FILES)) {
                assertThrows(IOException.class, () -> journal.removeBefore(6));
            }
            assertEquals(List.of("6 f", "7 g"), readFrom(running.crash(random), 6), "seed " + seed);
        }
    }

    private static List<String> readFrom(Disk disk, long firstSequence) throws IOException {
        List<String> commands = new ArrayList<>();
        try (Journal journal = Journal.open(disk, DIRECTORY, SMALL_FILES)) {
            JournalEnd end = journal.replay(
                    firstSequence,
                    (sequence, buffer, offset, length) ->
                            commands.add(sequence + " " + buffer.getStringWithoutLengthUtf8(offset, length)));
            assertEquals(firstSequence + commands.size() - 1, end.lastSequence());
        }
        return commands;
    }
}
