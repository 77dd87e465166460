package io.muster.server.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.Soak;
import io.muster.server.disk.DiskCall;
import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What was forced is there after any crash, also after a crash in the middle of recovering from one: at any call, with
 * what was not forced dropped, torn into sectors, in another order, or there.
 */
class Promise01CrashedJournalTest {
    private static final int LIVES = 4;
    private static final int STEPS = 12;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<String> all = new ArrayList<>();
    private JournalOptions options;
    private int promised;

    @Test
    void shouldHaveWhatWasForcedAfterCrashesAtAnyCall() throws IOException {
        System.out.println("Promise01CrashedJournalTest seed " + seed);
        int runs = Soak.rounds(120);
        int droppedRuns = 0;
        for (int run = 0; run < runs; run++) {
            droppedRuns += run("seed " + seed + " run " + run) ? 1 : 0;
        }
        assertTrue(droppedRuns > runs / 20, "runs in which something unforced was lost: " + droppedRuns);
    }

    private boolean run(String what) throws IOException {
        options = new JournalOptions(1_000 + random.nextInt(30_000), random.nextInt(3) * 8_192);
        all.clear();
        promised = 0;
        boolean dropped = false;
        FaultyDisk disk = new FaultyDisk();
        for (int life = 0; life < LIVES; life++) {
            boolean diesEarly = random.nextInt(3) == 0;
            disk.failAt(1 + random.nextInt(diesEarly ? 12 : 60), true);
            int before = all.size();
            live(disk, what + " life " + life);
            dropped |= all.size() < before;
            disk = crashed(disk);
        }
        List<String> found = JournalDisk.read(disk);
        assertTrue(found.size() >= promised, what + ": found " + found.size() + ", promised " + promised);
        assertEquals(all.subList(0, found.size()), found, what);
        return dropped || found.size() < all.size();
    }

    private FaultyDisk crashed(FaultyDisk disk) {
        return switch (random.nextInt(4)) {
            case 0 -> disk.crash();
            case 1 -> disk.kill();
            default -> disk.crash(random);
        };
    }

    private void live(FaultyDisk disk, String what) {
        try (Journal journal = Journal.open(disk, JournalDisk.DIRECTORY, options);
                JournalWriter writer = journal.writer(recovered(journal, what))) {
            for (int step = 0; step < STEPS; step++) {
                step(writer);
            }
        } catch (JournalDamagedException damage) {
            throw new AssertionError(what, damage);
        } catch (IOException fault) {
            assertTrue(fault.getMessage().contains("injected fault"), fault::toString);
        }
    }

    private JournalEnd recovered(Journal journal, String what) throws IOException {
        List<String> found = new ArrayList<>();
        JournalEnd end = journal.replay((sequence, buffer, offset, length) ->
                found.add(sequence + " " + buffer.getStringWithoutLengthUtf8(offset, length)));
        assertTrue(found.size() >= promised, what + ": found " + found.size() + ", promised " + promised);
        assertEquals(all.subList(0, found.size()), found, what);
        all.subList(found.size(), all.size()).clear();
        return end;
    }

    private void step(JournalWriter writer) throws IOException {
        switch (random.nextInt(6)) {
            case 0 -> writer.prepare();
            case 1 -> writer.write();
            case 2, 3 -> {
                writer.force();
                promised = all.size();
            }
            default -> append(writer);
        }
    }

    private void append(JournalWriter writer) throws IOException {
        List<String> batch = new ArrayList<>();
        int length = random.nextInt(10) == 0 ? 5_000 : 60;
        for (int i = random.nextInt(3); i >= 0; i--) {
            batch.add("c".repeat(random.nextInt(length)));
        }
        long sequence = writer.lastSequence();
        for (String command : batch) {
            sequence++;
            all.add(sequence + " " + command);
        }
        JournalDisk.append(writer, batch);
    }

    @Test
    void shouldHaveWhatWasForcedWhereverInItsBytesAWriteEnds() throws IOException {
        FaultyDisk whole = new FaultyDisk();
        List<List<String>> batches = List.of(List.of("first"), List.of("second", "third".repeat(200)));
        options = new JournalOptions(1 << 20, 8_192);
        try (Journal journal = Journal.open(whole, JournalDisk.DIRECTORY, options);
                JournalWriter writer = journal.writer(journal.replay((sequence, buffer, offset, length) -> {}))) {
            JournalDisk.append(writer, batches.get(0));
            writer.force();
            assertTrue(writer.prepare());
            int forcedLength = JournalDescriptor.FILE_HEADER_LENGTH
                    + JournalDescriptor.alignedFrameLength("first".length() + Integer.BYTES);
            JournalDisk.append(writer, batches.get(1));
            writer.write();
            byte[] bytes = whole.kill().bytes(JournalDisk.file(1));
            int end = bytes.length;
            while (bytes[end - 1] == 0) {
                end--;
            }
            for (int written = forcedLength; written < end; written++) {
                byte[] cut = bytes.clone();
                Arrays.fill(cut, written, cut.length, (byte) 0);
                FaultyDisk killed = whole.kill();
                killed.put(JournalDisk.file(1), cut);
                assertEquals(JournalDisk.numbered(batches.subList(0, 1)), JournalDisk.read(killed), "to " + written);
            }
            assertEquals(JournalDisk.numbered(batches), JournalDisk.read(whole.kill()));
        }
    }

    @Test
    void shouldRefuseToGoOnAfterAFailedForce() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (Journal journal = Journal.open(disk, JournalDisk.DIRECTORY, JournalOptions.defaults());
                JournalWriter writer = journal.writer(journal.replay((sequence, buffer, offset, length) -> {}))) {
            disk.failOnceWhen(call -> call.is(DiskCall.Kind.FORCE, "journal"));
            assertThrows(IOException.class, writer::prepare);
            assertThrows(IOException.class, () -> JournalDisk.append(writer, List.of("a")));
        }
    }
}
