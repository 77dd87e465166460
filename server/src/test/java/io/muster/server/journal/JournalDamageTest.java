package io.muster.server.journal;

import static io.muster.server.journal.JournalDisk.file;
import static io.muster.server.journal.JournalDisk.numbered;
import static io.muster.server.journal.JournalDisk.read;
import static io.muster.server.journal.JournalDisk.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalDamageTest {
    private static final JournalOptions SMALL_FILES = new JournalOptions(160);
    private static final List<List<String>> BATCHES = List.of(
            List.of("first", "second"), List.of("third"), List.of("fourth", "fifth", "sixth"), List.of("seventh"));

    private final FaultyDisk disk = new FaultyDisk();

    @BeforeEach
    void writeTwoFiles() throws IOException {
        write(disk, SMALL_FILES, BATCHES);
        assertEquals(List.of(file(1), file(4)), disk.list(JournalDisk.DIRECTORY));
    }

    @Test
    void shouldDropALastFrameThatIsCutAnywhereAndWriteOn() throws IOException {
        byte[] whole = disk.bytes(file(4));
        List<String> withoutLast = numbered(BATCHES.subList(0, 3));
        int lastFrame = whole.length - JournalDescriptor.alignedFrameLength("seventh".length() + Integer.BYTES);
        for (int length = lastFrame; length < whole.length; length++) {
            FaultyDisk cut = disk.crash();
            cut.put(file(4), Arrays.copyOf(whole, length));

            assertEquals(withoutLast, read(cut), "cut at " + length);
            write(cut, SMALL_FILES, List.of(List.of("eighth")));
            List<String> expected = new ArrayList<>(withoutLast);
            expected.add("7 eighth");
            assertEquals(expected, read(cut), "written on after a cut at " + length);
        }
    }

    @Test
    void shouldBeginALastFileAnewWhoseHeaderIsCut() throws IOException {
        byte[] whole = disk.bytes(file(4));
        for (int length = 0; length <= JournalDescriptor.FILE_HEADER_LENGTH; length++) {
            FaultyDisk cut = disk.crash();
            cut.put(file(4), Arrays.copyOf(whole, length));

            write(cut, SMALL_FILES, BATCHES.subList(2, 4));
            assertEquals(numbered(BATCHES), read(cut), "cut at " + length);
        }
    }

    @Test
    void shouldRefuseAFileBeforeTheLastThatIsCutAnywhere() {
        byte[] whole = disk.bytes(file(1));
        for (int length = 0; length < whole.length; length++) {
            FaultyDisk cut = disk.crash();
            cut.put(file(1), Arrays.copyOf(whole, length));

            JournalDamagedException damage = assertThrows(JournalDamagedException.class, () -> read(cut));
            assertTrue(damage.getMessage().contains("found "), damage.getMessage());
        }
    }

    @Test
    void shouldNoticeEveryFlippedBit() throws IOException {
        for (long sequence : new long[] {1, 4}) {
            byte[] bytes = disk.bytes(file(sequence));
            for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
                byte[] flipped = bytes.clone();
                flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                FaultyDisk damaged = disk.crash();
                damaged.put(file(sequence), flipped);

                JournalDamagedException damage = assertThrows(
                        JournalDamagedException.class, () -> read(damaged), "file " + sequence + ", bit " + bit);
                assertEquals(file(sequence), damage.file());
            }
        }
    }

    @Test
    void shouldRefuseWhereAFileIsMissing() {
        FaultyDisk withoutFirst = new FaultyDisk();
        withoutFirst.put(file(4), disk.bytes(file(4)));

        String message = assertThrows(JournalDamagedException.class, () -> read(withoutFirst))
                .getMessage();
        assertTrue(message.contains("found file " + JournalDescriptor.fileName(4)), message);
        assertTrue(message.contains("expected " + JournalDescriptor.fileName(1)), message);
    }

    @Test
    void shouldNameAVersionFromTheFuture() {
        ByteBuffer header = ByteBuffer.wrap(disk.bytes(file(4))).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(JournalDescriptor.FILE_VERSION_OFFSET, 2);
        header.putInt(
                JournalDescriptor.FILE_CHECKSUM_OFFSET, Checksum.of(header, 0, JournalDescriptor.FILE_CHECKSUM_OFFSET));
        disk.put(file(4), header.array());

        String message =
                assertThrows(JournalDamagedException.class, () -> read(disk)).getMessage();
        assertTrue(message.contains("found version 2 (written by a newer muster), expected version 1"), message);
    }

    @Test
    void shouldKeepWhatWasForcedWhateverElseThePowerCutLeaves() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 300; run++) {
            FaultyDisk running = new FaultyDisk();
            List<List<String>> batches = batches(random);
            int forced = random.nextInt(batches.size());
            FaultyDisk after = crashAfter(running, batches, forced, random);

            List<String> survived = read(after);
            List<String> all = numbered(batches);
            assertTrue(survived.size() >= numbered(batches.subList(0, forced)).size(), "seed " + seed + " run " + run);
            assertEquals(all.subList(0, survived.size()), survived, "seed " + seed + " run " + run);

            write(after, JournalOptions.defaults(), List.of(List.of("later")));
            List<String> later = new ArrayList<>(survived);
            later.add(survived.size() + 1 + " later");
            assertEquals(later, read(after.crash()), "seed " + seed + " run " + run);
        }
    }

    @Test
    void shouldDropAFrameOfWhichOnlyThePaddingNeverCameToTheDisk() throws IOException {
        int sectorBytes = 512;
        int bodyLength = sectorBytes - JournalDescriptor.FILE_HEADER_LENGTH - JournalDescriptor.FRAME_HEADER_LENGTH;
        FaultyDisk torn = new FaultyDisk();
        write(torn, JournalOptions.defaults(), List.of(List.of("x".repeat(bodyLength - Integer.BYTES))));
        byte[] bytes = torn.bytes(file(1));
        assertEquals(1, read(torn).size());
        assertEquals(sectorBytes + 8, bytes.length);
        Arrays.fill(bytes, sectorBytes, bytes.length, (byte) 0);
        torn.put(file(1), bytes);

        assertEquals(List.of(), read(torn));
    }

    @Test
    void shouldNotTakeDamageForATornEndWhenALaterFrameSaysItWasForced() throws IOException {
        FaultyDisk forcedOnce = new FaultyDisk();
        write(forcedOnce, JournalOptions.defaults(), List.of(List.of("x".repeat(3000)), List.of("y")));
        byte[] bytes = forcedOnce.bytes(file(1));
        Arrays.fill(bytes, 1024, 1536, (byte) 0);
        forcedOnce.put(file(1), bytes);

        assertThrows(JournalDamagedException.class, () -> read(forcedOnce));
    }

    private static List<List<String>> batches(Random random) {
        List<List<String>> batches = new ArrayList<>();
        int count = 2 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            batches.add(List.of("command " + i, "x".repeat(random.nextInt(2000))));
        }
        return batches;
    }

    private static FaultyDisk crashAfter(FaultyDisk disk, List<List<String>> batches, int forced, Random random)
            throws IOException {
        try (Journal journal = Journal.open(disk, JournalDisk.DIRECTORY, new JournalOptions(5000));
                JournalWriter writer = journal.writer(new JournalEnd(null, 0, 0, 0))) {
            for (int i = 0; i < batches.size(); i++) {
                JournalDisk.append(writer, batches.get(i));
                if (i + 1 == forced) {
                    writer.force();
                }
            }
            disk.failAt(disk.calls() + 2, true);
            assertThrows(IOException.class, writer::force);
            disk.failAt(Long.MAX_VALUE, false);
            return disk.crash(random);
        }
    }
}
