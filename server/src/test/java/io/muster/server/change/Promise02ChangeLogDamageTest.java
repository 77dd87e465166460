package io.muster.server.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.disk.FaultyDisk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every length and every bit of small files of the change log: a follower sees what was told, or is told from where on
 * it can; never another change, never one twice or not at all.
 */
@Timeout(120)
final class Promise02ChangeLogDamageTest {
    private static final long LAST = 12;

    private final long seed = new Random().nextLong();
    private final Teller teller = new Teller(seed, 4);
    private int gone;

    @Test
    void shouldGiveWhatWasToldWhateverLengthTheNewestFileHas() throws Exception {
        System.out.println("seed " + seed);
        Map<Path, byte[]> files = written(1);
        Path newest = newest(files);
        byte[] whole = files.get(newest);
        for (int length = 0; length <= whole.length; length++) {
            files.put(newest, Arrays.copyOf(whole, length));
            assertHarmless(files, 0, "length " + length);
            assertHarmless(files, LAST / 2, "length " + length);
        }
        assertTrue(gone > 0, "found nothing gone, although it was cut before a snapshot");
    }

    @Test
    void shouldGiveWhatWasToldOrSayGoneWhateverBitOfTheNewestFileIsWrong() throws Exception {
        System.out.println("seed " + seed);
        assertEveryBitHarmless(written(1), true);
    }

    @Test
    void shouldGiveWhatWasToldOrSayGoneWhateverBitOfAnOlderFileIsWrong() throws Exception {
        System.out.println("seed " + seed);
        assertEveryBitHarmless(written(3), false);
        assertTrue(gone > 0, "found nothing gone, although older files were damaged");
    }

    @Test
    void shouldSayGoneWhenAnOlderFileIsMissing() throws Exception {
        Map<Path, byte[]> files = written(4);
        for (Path missing : List.copyOf(files.keySet())) {
            Map<Path, byte[]> rest = new TreeMap<>(files);
            rest.remove(missing);
            assertHarmless(rest, LAST, "without " + missing);
        }
        assertTrue(gone > 0, "found nothing gone");
    }

    private void assertEveryBitHarmless(Map<Path, byte[]> files, boolean newest) throws Exception {
        Path damaged = newest ? newest(files) : files.keySet().iterator().next();
        byte[] bytes = files.get(damaged);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertHarmless(files, bit % 2 == 0 ? 0 : LAST, "bit " + bit + " of " + damaged);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    /** Starts on the files; the journal has all there is after a snapshot. */
    private void assertHarmless(Map<Path, byte[]> files, long snapshot, String what) throws Exception {
        FaultyDisk disk = new FaultyDisk();
        files.forEach((path, bytes) -> disk.put(path, bytes.clone()));
        try (LogRig rig = new LogRig(disk, LogRig.SMALL, teller, snapshot, LAST)) {
            rig.tellUpTo(LAST + 2);
            List<String> found = new ArrayList<>();
            long from = 1;
            try {
                found.addAll(rig.read(1, 0, from, 0));
            } catch (ChangesGoneException e) {
                gone++;
                assertTrue(e.oldestSequence() > from && e.oldestSequence() <= LAST + 3, what + ": " + e.getMessage());
                from = e.oldestSequence();
                found.addAll(rig.read(1, 0, from, 0));
            }
            assertEquals(rig.expected(1, 0, from, LAST + 2), found, what + ", from " + from);
        }
    }

    /** What so many lives of a server leave, each of which has told its part. */
    private Map<Path, byte[]> written(int lives) throws Exception {
        FaultyDisk disk = new FaultyDisk();
        for (int life = 1; life <= lives; life++) {
            long before = LAST * (life - 1) / lives;
            try (LogRig rig = new LogRig(disk, LogRig.SMALL, teller, before, before)) {
                rig.tellUpTo(LAST * life / lives);
            }
        }
        Map<Path, byte[]> files = new TreeMap<>();
        for (Path path : disk.list(LogRig.DIRECTORY)) {
            files.put(path, disk.bytes(path));
        }
        assertTrue(files.size() <= lives, files::toString);
        return files;
    }

    private static Path newest(Map<Path, byte[]> files) {
        return List.copyOf(files.keySet()).getLast();
    }
}
