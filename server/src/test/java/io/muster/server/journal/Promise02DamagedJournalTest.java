package io.muster.server.journal;

import static io.muster.server.journal.JournalDisk.DIRECTORY;
import static io.muster.server.journal.JournalDisk.file;
import static io.muster.server.journal.JournalDisk.numbered;
import static io.muster.server.journal.JournalDisk.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A journal as a killed server leaves it, with room written ahead: each length it is cut to and each bit that flips is
 * detected or harmless. What is harmless: a bit in the room that no frame fills.
 */
class Promise02DamagedJournalTest {
    private static final JournalOptions OPTIONS = new JournalOptions(700, 4096);
    private static final List<List<String>> BATCHES = List.of(
            List.of("first", "second"),
            List.of("third ".repeat(100)),
            List.of("fourth", "", "sixth"),
            List.of("seventh"));

    private final FaultyDisk disk = new FaultyDisk();
    private final List<String> all = numbered(BATCHES);

    @BeforeEach
    void writeTwoFilesAndDie() throws IOException {
        FaultyDisk running = new FaultyDisk();
        try (Journal journal = Journal.open(running, DIRECTORY, OPTIONS);
                JournalWriter writer = journal.writer(journal.replay((sequence, buffer, offset, length) -> {}))) {
            for (List<String> batch : BATCHES) {
                JournalDisk.append(writer, batch);
                writer.force();
                writer.prepare();
            }
            running.memory().files().forEach(path -> disk.put(path, running.bytes(path)));
        }
        assertEquals(List.of(file(1), file(3), file(4)), disk.list(DIRECTORY));
        assertTrue(zeros(disk.bytes(file(4))) > 100, "no room ahead");
        assertEquals(all, read(disk));
    }

    @Test
    void shouldLoadToTheLastWholeRecordWhereverTheLastFileIsCut() throws IOException {
        byte[] whole = disk.bytes(file(4));
        for (int length = 0; length < whole.length; length++) {
            List<String> found = read(with(file(4), Arrays.copyOf(whole, length)));
            assertEquals(all.subList(0, found.size()), found, "cut at " + length);
            assertTrue(found.size() >= 3, "cut at " + length);
        }
    }

    @Test
    void shouldRefuseWhereverAnotherFileIsCut() {
        for (Path path : List.of(file(1), file(3))) {
            byte[] whole = disk.bytes(path);
            for (int length = 0; length < whole.length; length++) {
                FaultyDisk cut = with(path, Arrays.copyOf(whole, length));
                assertRefused(path, cut, path + " cut at " + length);
            }
        }
    }

    @Test
    void shouldNoticeEveryFlippedBitOfAFrame() throws IOException {
        for (Path path : disk.list(DIRECTORY)) {
            byte[] bytes = disk.bytes(path);
            int end = bytes.length - zeros(bytes);
            for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
                byte[] flipped = bytes.clone();
                flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                FaultyDisk damaged = with(path, flipped);
                String what = path + " bit " + bit;
                if (bit / Byte.SIZE < end) {
                    assertRefused(path, damaged, what);
                } else {
                    assertEquals(all, read(damaged), what);
                }
            }
        }
    }

    @Test
    void shouldSayWhereWhatWasFoundAndWhatRepairsIt() {
        byte[] bytes = disk.bytes(file(3));
        bytes[100] ^= 1;
        String message = assertThrows(JournalDamagedException.class, () -> read(with(file(3), bytes)))
                .getMessage();
        assertTrue(message.contains(file(3) + ", offset 68: found 0x"), message);
        assertTrue(message.contains("expected body checksum 0x"), message);
        assertTrue(message.contains("muster repair " + DIRECTORY), message);
    }

    private static void assertRefused(Path path, FaultyDisk damaged, String what) {
        JournalDamagedException damage = assertThrows(JournalDamagedException.class, () -> read(damaged), what);
        String message = damage.getMessage();
        assertTrue(message.contains("found ") && message.contains("expected "), message);
        assertTrue(damage.file().equals(path) || JournalFiles.firstSequence(damage.file()) > 1, message);
    }

    private FaultyDisk with(Path path, byte[] bytes) {
        FaultyDisk changed = disk.crash();
        changed.put(path, bytes);
        return changed;
    }

    private static int zeros(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return bytes.length - end;
    }
}
