package io.muster.server.journal;

import static io.muster.server.journal.JournalDisk.DIRECTORY;
import static io.muster.server.journal.JournalDisk.file;
import static io.muster.server.journal.JournalDisk.numbered;
import static io.muster.server.journal.JournalDisk.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.disk.DiskCall;
import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A damaged journal is cut where the damage is, and nothing that was removed is gone. */
class Promise02RepairTest {
    private static final JournalOptions SMALL_FILES = new JournalOptions(150, 0);
    private static final List<List<String>> BATCHES =
            List.of(List.of("a", "b"), List.of("c"), List.of("d"), List.of("e", "f"), List.of("g"), List.of("h"));

    private final FaultyDisk disk = new FaultyDisk();
    private final List<String> all = numbered(BATCHES);

    @BeforeEach
    void writeThreeFiles() throws IOException {
        JournalDisk.write(disk, SMALL_FILES, BATCHES);
        assertEquals(List.of(file(1), file(4), file(7)), disk.list(DIRECTORY));
    }

    @Test
    void shouldReportEachFileAndChangeNothing() throws IOException {
        long changes = disk.log().stream().filter(Promise02RepairTest::changes).count();
        JournalVerification found = JournalVerification.of(disk, DIRECTORY);

        assertNull(found.damage());
        assertEquals(1, found.firstSequence());
        assertEquals(8, found.lastSequence());
        assertEquals(
                List.of(2L, 2L, 2L),
                found.files().stream()
                        .map(JournalVerification.FileReport::frames)
                        .toList());
        assertEquals(
                List.of(3L, 3L, 2L),
                found.files().stream()
                        .map(JournalVerification.FileReport::commands)
                        .toList());
        assertEquals(
                changes,
                disk.log().stream().filter(Promise02RepairTest::changes).count());
    }

    @Test
    void shouldReportAllFilesPastDamage() throws IOException {
        flip(file(1), 100);
        disk.put(file(7), Arrays.copyOf(disk.bytes(file(7)), 70));
        JournalVerification found = JournalVerification.of(disk, DIRECTORY);

        assertEquals(file(1), found.damage().file());
        assertEquals(2, found.lastSequence());
        assertEquals(
                List.of(1L, 2L, 0L),
                found.files().stream()
                        .map(JournalVerification.FileReport::frames)
                        .toList());
        assertEquals(30, found.files().getLast().droppedBytes());
    }

    @Test
    void shouldReportAMissingFile() throws IOException {
        disk.delete(file(4));
        JournalVerification found = JournalVerification.of(disk, DIRECTORY);

        assertEquals(3, found.lastSequence());
        assertTrue(found.damage().getMessage().contains("expected " + JournalDescriptor.fileName(4)));
    }

    @Test
    void shouldHaveNothingToDoForAWholeJournal() throws IOException {
        try (JournalRepair repair = JournalRepair.of(disk, DIRECTORY)) {
            assertFalse(repair.isNeeded());
        }
    }

    @Test
    void shouldCutAtTheDamageAndKeepWhatItRemoves() throws IOException {
        flip(file(4), 115);
        byte[] damaged = disk.bytes(file(4));
        byte[] later = disk.bytes(file(7));
        List<Path> kept;
        try (JournalRepair repair = JournalRepair.of(disk, DIRECTORY)) {
            assertTrue(repair.reason().contains(file(4) + ", offset "), repair.reason());
            assertEquals("keep sequences 1 to 4", repair.plan().get(0));
            assertTrue(
                    repair.plan().get(2).contains("2 whole commands from sequence 7 on"),
                    repair.plan().get(2));
            kept = repair.carryOut();
        }
        FaultyDisk after = disk.crash();
        assertEquals(all.subList(0, 4), read(after));
        byte[] whole = after.bytes(file(4));
        assertArrayEquals(Arrays.copyOf(damaged, whole.length), whole);
        assertArrayEquals(Arrays.copyOfRange(damaged, whole.length, damaged.length), after.bytes(kept.get(0)));
        assertArrayEquals(later, after.bytes(kept.get(1)));
        JournalDisk.write(after, SMALL_FILES, List.of(List.of("i")));
        assertEquals("5 i", read(after).getLast());
    }

    @Test
    void shouldRepairWhateverBitIsWrong() throws IOException {
        Random random = new Random();
        for (int run = 0; run < 150; run++) {
            FaultyDisk damaged = disk.crash();
            Path path = List.of(file(1), file(4), file(7)).get(random.nextInt(3));
            byte[] bytes = damaged.bytes(path);
            int bit = random.nextInt(bytes.length * Byte.SIZE);
            bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            damaged.put(path, bytes);
            try (JournalRepair repair = JournalRepair.of(damaged, DIRECTORY)) {
                repair.carryOut();
            }
            List<String> found = read(damaged.crash());
            assertEquals(all.subList(0, found.size()), found, path + " bit " + bit);
            assertTrue(found.size() + 1 >= JournalFiles.firstSequence(path), path + " bit " + bit);
        }
    }

    @Test
    void shouldBeRepairableAgainWhereverItBreaksOff() throws IOException {
        flip(file(4), 115);
        boolean passed = false;
        for (int call = 1; !passed; call++) {
            FaultyDisk failing = disk.crash().failAt(call, true);
            try (JournalRepair repair = JournalRepair.of(failing, DIRECTORY)) {
                repair.carryOut();
            } catch (IOException fault) {
                assertTrue(fault.getMessage().contains("injected fault"), fault.getMessage());
            }
            passed = failing.calls() < call;
            for (FaultyDisk after : List.of(failing.crash(), failing.kill(), failing.crash(new Random()))) {
                try (JournalRepair repair = JournalRepair.of(after, DIRECTORY)) {
                    if (repair.isNeeded()) {
                        repair.carryOut();
                    }
                }
                assertEquals(all.subList(0, 4), read(after.crash()), "call " + call);
            }
        }
    }

    @Test
    void shouldLeaveADirectoryAloneThatAServerUses() throws IOException {
        try (Journal journal = Journal.open(disk, DIRECTORY, SMALL_FILES)) {
            assertEquals(List.of(), journal.removeBefore(1));
            assertThrows(JournalLockedException.class, () -> JournalRepair.of(disk, DIRECTORY));
        }
    }

    @Test
    void shouldLeaveADirectoryAloneThatHasNoJournal() throws IOException {
        Path other = Path.of("/other");
        disk.createDirectories(other);
        IOException refusal = assertThrows(IOException.class, () -> JournalRepair.of(disk, other));
        assertTrue(refusal.getMessage().contains("found no journal"), refusal.getMessage());
        assertEquals(List.of(), disk.list(other));
    }

    private void flip(Path path, int offset) {
        byte[] bytes = disk.bytes(path);
        bytes[offset] ^= 1;
        disk.put(path, bytes);
    }

    private static boolean changes(DiskCall call) {
        return switch (call.kind()) {
            case LIST, OPEN, READ, SIZE, CLOSE -> false;
            default -> true;
        };
    }
}
