package io.muster.server.journal;

import static io.muster.server.journal.JournalDisk.file;
import static io.muster.server.journal.JournalDisk.numbered;
import static io.muster.server.journal.JournalDisk.read;
import static io.muster.server.journal.JournalDisk.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.disk.FaultyDisk;
import io.muster.server.disk.FileChannelDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final List<List<String>> BATCHES =
            List.of(List.of("a"), List.of("bb", "ccc", ""), List.of("dddddddddddd"), List.of("e", "f"));

    @Test
    void shouldReadBackWhatWasWritten() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        write(disk, JournalOptions.defaults(), BATCHES);

        assertEquals(numbered(BATCHES), read(disk));
    }

    @Test
    void shouldWriteOnWhereItEnded() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        write(disk, JournalOptions.defaults(), BATCHES.subList(0, 2));
        write(disk, JournalOptions.defaults(), List.of());
        write(disk, JournalOptions.defaults(), BATCHES.subList(2, 4));

        assertEquals(numbered(BATCHES), read(disk));
    }

    @Test
    void shouldBeginTheNextFileWhenOneIsFull() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        write(disk, new JournalOptions(150), BATCHES);

        assertEquals(numbered(BATCHES), read(disk));
        assertEquals(List.of(file(1), file(5)), disk.list(JournalDisk.DIRECTORY));
        assertTrue(disk.bytes(file(1)).length <= 150);
    }

    @Test
    void shouldGiveALongBatchAFileOfItsOwn() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        List<List<String>> batches = List.of(List.of("x".repeat(500)), List.of("y".repeat(500)), List.of("z"));
        write(disk, new JournalOptions(64), batches);

        assertEquals(numbered(batches), read(disk));
        assertEquals(3, disk.list(JournalDisk.DIRECTORY).size());
    }

    @Test
    void shouldKeepBatchesLongerThanItsBuffers() throws IOException {
        FaultyDisk disk = new FaultyDisk().writeShort();
        List<List<String>> batches = List.of(
                List.of("a", "x".repeat(3_000_001)), List.of("b"), List.of("y".repeat(1_048_500)), List.of("c"));
        write(disk, JournalOptions.defaults(), batches);

        assertEquals(numbered(batches), read(disk));
    }

    @Test
    void shouldReadBackFromARealDisk(@TempDir Path directory) throws IOException {
        Path data = directory.resolve("below").resolve("data");
        List<Long> sequences = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            try (Journal journal = Journal.open(new FileChannelDisk(), data, new JournalOptions(200))) {
                sequences.clear();
                JournalEnd end = journal.replay((sequence, buffer, offset, length) -> sequences.add(sequence));
                try (JournalWriter writer = journal.writer(end)) {
                    for (List<String> batch : BATCHES) {
                        JournalDisk.append(writer, batch);
                    }
                    writer.force();
                }
            }
        }

        assertEquals(2 * numbered(BATCHES).size(), sequences.size());
        assertEquals(2L * numbered(BATCHES).size(), sequences.getLast());
    }

    @Test
    void shouldRefuseADirectoryThatAnotherServerUses(@TempDir Path directory) throws IOException {
        FileChannelDisk disk = new FileChannelDisk();
        try (Journal first = Journal.open(disk, directory, JournalOptions.defaults())) {
            IOException refusal = assertThrows(
                    JournalLockedException.class, () -> Journal.open(disk, directory, JournalOptions.defaults()));
            assertTrue(refusal.getMessage().contains("locked by another server"), refusal.getMessage());
            assertEquals(
                    0, first.replay((sequence, buffer, offset, length) -> {}).lastSequence());
        }
        Journal.open(disk, directory, JournalOptions.defaults()).close();
    }

    @Test
    void shouldRefuseSequencesWithAGap() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (Journal journal = Journal.open(disk, JournalDisk.DIRECTORY, JournalOptions.defaults());
                JournalWriter writer = journal.writer(new JournalEnd(null, 0, 0, 0))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> writer.append(2, 1, new org.agrona.concurrent.UnsafeBuffer(new byte[8]), 0, 4));
        }
    }
}
