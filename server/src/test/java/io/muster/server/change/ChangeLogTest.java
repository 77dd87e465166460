package io.muster.server.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.disk.FaultyDisk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The log alone: what is told is read back, once, whatever happens between. */
@Timeout(60)
final class ChangeLogTest {
    private final long seed = new Random().nextLong();
    private final FaultyDisk disk = new FaultyDisk();

    @Test
    void shouldGiveWhatWasToldFromAnyPlaceOn() throws Exception {
        System.out.println("seed " + seed);
        try (LogRig rig = new LogRig(disk, LogRig.SMALL, new Teller(seed, 40), 0, 0)) {
            rig.tellUpTo(50).tellUpTo(60).tellUpTo(100).tellUpTo(200).tellUpTo(300);
            assertTrue(rig.log.status().files() > 2, () -> rig.log.status().toString());
            for (int workspace = 1; workspace <= Teller.WORKSPACES; workspace++) {
                for (int segment = 0; segment <= Teller.SEGMENTS; segment++) {
                    for (long from = 1; from <= 301; from += 23) {
                        assertEquals(
                                rig.expected(workspace, segment, from, 300), rig.read(workspace, segment, from, 0));
                    }
                }
            }
        }
    }

    @Test
    void shouldGoOnInTheMiddleOfSequence() throws Exception {
        System.out.println("seed " + seed);
        try (LogRig rig = new LogRig(disk, LogRig.options(1 << 26, 0), new Teller(seed, 60_000), 0, 0)) {
            long last = 12;
            List<String> all = rig.expected(1, 2, 1, last);
            // By some seeds nothing happens in the segment for a while.
            while (all.isEmpty()) {
                all = rig.expected(1, 2, 1, ++last);
            }
            rig.tellUpTo(last);
            Random random = new Random(seed);
            for (int i = 0; i < 20; i++) {
                int at = random.nextInt(all.size());
                String[] place = all.get(at).split("[: ]");
                assertEquals(
                        all.subList(at, all.size()),
                        rig.read(1, 2, Long.parseLong(place[0]), Integer.parseInt(place[1])));
            }
        }
    }

    @Test
    void shouldShowNothingBeyondWhatIsKept() throws Exception {
        try (LogRig rig = new LogRig(disk, LogRig.SMALL, new Teller(seed, 20), 0, 0)) {
            rig.keepUpTo(70);
            rig.tellUpTo(100);
            try (ChangeCursor cursor = rig.log.follow(1, 0, 1, 0)) {
                assertEquals(rig.expected(1, 0, 1, 70), LogRig.read(cursor, rig.log.visibleSequence(), 100_000));
                assertEquals(70, cursor.passedSequence());
                rig.keepUpTo(90);
                assertEquals(rig.expected(1, 0, 71, 90), LogRig.read(cursor, rig.log.visibleSequence(), 100_000));
            }
        }
    }

    @Test
    void shouldFollowWhileItIsWritten() throws Exception {
        System.out.println("seed " + seed);
        try (LogRig rig = new LogRig(disk, LogRig.SMALL, new Teller(seed, 50), 0, 0);
                ChangeCursor cursor = rig.log.follow(1, 0, 1, 0)) {
            Thread telling = Thread.ofPlatform().start(() -> rig.teller.tellUpTo(600, rig.log.listener()));
            List<String> read = new ArrayList<>();
            while (cursor.passedSequence() < 600) {
                read.addAll(LogRig.read(cursor, rig.log.status().reachedSequence(), Integer.MAX_VALUE));
            }
            telling.join();
            assertEquals(rig.expected(1, 0, 1, 600), read);
        }
    }

    @Test
    void shouldKeepEachChangeOnceOverRestartsAtAnySequences() throws Exception {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Teller teller = new Teller(seed, 30);
        long stored = 0;
        for (int round = 0; round < 20; round++) {
            long snapshot = stored == 0 ? 0 : random.nextLong(stored + 1);
            long journalEnd = Math.max(snapshot, stored - 10 + random.nextInt(20));
            try (LogRig rig = new LogRig(disk, LogRig.SMALL, teller, snapshot, journalEnd)) {
                long last = journalEnd + random.nextInt(20);
                rig.tellUpTo(last);
                assertEquals(rig.expected(1, 0, 1, last), rig.read(1, 0, 1, 0), "round " + round);
                stored = last;
            }
        }
    }

    @Test
    void shouldShowNothingOfCommandsThatWereLost() throws Exception {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Teller teller = new Teller(seed, 6);
        FaultyDisk current = disk;
        long last = 0;
        for (int round = 0; round < 60; round++) {
            long journalEnd = Math.max(0, last - random.nextInt(6));
            teller.fork(journalEnd + 1, random.nextLong());
            FaultyDisk next = current;
            try (LogRig rig = new LogRig(current, LogRig.SMALL, teller, 0, journalEnd)) {
                rig.awaitReached(journalEnd);
                assertEquals(rig.expected(1, 0, 1, journalEnd), rig.read(1, 0, 1, 0), "start of round " + round);
                last = journalEnd;
                for (int i = random.nextInt(8); i > 0; i--) {
                    rig.tellUpTo(++last);
                    assertEquals(rig.expected(1, 0, 1, last), rig.read(1, 0, 1, 0), "round " + round);
                }
                if (random.nextBoolean()) {
                    teller.tell(last + 1, rig.log.listener());
                }
                if (random.nextInt(3) == 0) {
                    next = current.crash(random);
                }
            }
            current = next;
        }
    }

    @Test
    void shouldSayGoneWhenNoLongerRetained() throws Exception {
        ChangeOptions few = LogRig.options(1 << 16, 0);
        try (LogRig rig = new LogRig(disk, few, new Teller(seed, 100), 0, 0)) {
            rig.tellUpTo(1_000);
            ChangesGoneException gone = assertThrows(ChangesGoneException.class, () -> rig.read(1, 0, 1, 0));
            long oldest = gone.oldestSequence();
            assertEquals(rig.log.status().oldestSequence(), oldest);
            assertTrue(
                    rig.log.status().lengthBytes() <= 3 << 16,
                    () -> rig.log.status().toString());
            assertEquals(rig.expected(1, 0, oldest, 1_000), rig.read(1, 0, oldest, 0));
        }
    }

    @Test
    void shouldSayGoneToFollowerThatFallsBehind() throws Exception {
        ChangeOptions few = LogRig.options(1 << 16, 0);
        try (LogRig rig = new LogRig(disk, few, new Teller(seed, 100), 0, 0)) {
            rig.tellUpTo(20);
            try (ChangeCursor cursor = rig.log.follow(1, 0, 1, 0)) {
                List<String> read = new ArrayList<>(LogRig.read(cursor, 20, 10));
                rig.tellUpTo(1_000);
                assertThrows(
                        ChangesGoneException.class, () -> read.addAll(LogRig.read(cursor, 1_000, Integer.MAX_VALUE)));
                assertEquals(rig.expected(1, 0, 1, 1_000).subList(0, read.size()), read);
            }
        }
    }

    @Test
    void shouldForgetWhatIsOlderThanItsTime() throws Exception {
        ChangeOptions young = LogRig.options(1 << 20, 100);
        try (LogRig rig = new LogRig(disk, young, new Teller(seed, 100), 0, 0)) {
            for (long sequence = 10; sequence <= 500; sequence += 10) {
                rig.tellUpTo(sequence);
            }
            long oldest = rig.log.status().oldestSequence();
            assertTrue(oldest > 300 && oldest <= 401, "oldest: found " + oldest);
        }
    }

    @Test
    void shouldNotRetainWhatWasLostBeforeSnapshot() throws Exception {
        Teller teller = new Teller(seed, 30);
        try (LogRig rig = new LogRig(disk, LogRig.SMALL, teller, 0, 0)) {
            rig.tellUpTo(50);
        }
        try (LogRig rig = new LogRig(disk, LogRig.SMALL, teller, 60, 80)) {
            rig.tellUpTo(90);
            ChangesGoneException gone = assertThrows(ChangesGoneException.class, () -> rig.read(1, 0, 50, 0));
            assertEquals(61, gone.oldestSequence());
            assertEquals(rig.expected(1, 0, 61, 90), rig.read(1, 0, 61, 0));
        }
    }

    @Test
    void shouldHaveOnDiskWhatWasForced() throws Exception {
        Teller teller = new Teller(seed, 30);
        FaultyDisk after;
        try (LogRig rig = new LogRig(disk, LogRig.SMALL, teller, 0, 0)) {
            teller.tellUpTo(100, rig.log.listener());
            assertTrue(rig.log.forceUpTo(100));
            after = disk.crash();
        }
        try (LogRig rig = new LogRig(after, LogRig.SMALL, teller, 100, 100)) {
            assertEquals(rig.expected(1, 0, 1, 100), rig.read(1, 0, 1, 0));
        }
    }

    @Test
    void shouldKeepChangesInMemoryWithoutDirectory() throws Exception {
        try (LogRig rig = new LogRig(null, LogRig.SMALL, new Teller(seed, 40), 0, 0)) {
            rig.tellUpTo(200);
            assertEquals(rig.expected(1, 0, 1, 200), rig.read(1, 0, 1, 0));
        }
    }

    @Test
    void shouldBreakAndSayFromWhereWhenDiskFails() throws Exception {
        try (LogRig rig = new LogRig(disk, LogRig.SMALL, new Teller(seed, 40), 0, 0)) {
            rig.tellUpTo(50);
            disk.failAt(disk.calls() + 2, true);
            rig.teller.tellUpTo(400, rig.log.listener());
            rig.awaitReached(400);
            long broken = rig.log.brokenFromSequence();
            assertTrue(broken > 50 && broken <= 400, "broken from " + broken);
            assertFalse(rig.log.forceUpTo(50));
            assertEquals(broken, rig.log.status().brokenFromSequence());
            disk.failAt(Long.MAX_VALUE, false);
            assertEquals(
                    rig.expected(1, 0, 1, broken - 1), LogRig.read(rig.log.follow(1, 0, 1, 0), broken - 1, 100_000));
        }
        try (LogRig rig = new LogRig(disk, LogRig.SMALL, new Teller(seed, 40), 0, 400)) {
            rig.tellUpTo(420);
            assertEquals(rig.expected(1, 0, 1, 420), rig.read(1, 0, 1, 0));
        }
    }

    @Test
    void shouldEraseIdsOfCustomersWhoAreGone() throws Exception {
        System.out.println("seed " + seed);
        CustomerLookup oddAreGone = (workspace, ordinal) -> ordinal % 2 == 1;
        Teller teller = new Teller(seed, 40);
        try (LogRig rig = new LogRig(disk, LogRig.SMALL, teller, 0, 0)) {
            rig.tellUpTo(50).tellUpTo(100).tellUpTo(150);
            try (ChangeCursor before = rig.log.follow(1, 0, 1, 0)) {
                List<String> first = new ArrayList<>(LogRig.read(before, 150, 5));
                rig.log.forgetGone(oddAreGone);
                first.addAll(LogRig.read(before, 150, Integer.MAX_VALUE));
                assertEquals(rig.expected(1, 0, 1, 150).size(), first.size());
            }
            rig.tellUpTo(170);
            List<String> expected = erased(rig.expected(1, 0, 1, 150));
            expected.addAll(rig.expected(1, 0, 151, 170));
            assertEquals(expected, rig.read(1, 0, 1, 0));
        }
        try (LogRig rig = new LogRig(disk, LogRig.SMALL, teller, 170, 170)) {
            rig.log.forgetGone((workspace, ordinal) -> true);
            for (Path path : disk.list(LogRig.DIRECTORY)) {
                assertFalse(
                        new String(disk.bytes(path), StandardCharsets.ISO_8859_1).contains("record-"), path::toString);
            }
            assertEquals(rig.expected(1, 0, 1, 170).size(), rig.read(1, 0, 1, 0).size());
        }
    }

    private static List<String> erased(List<String> lines) {
        List<String> erased = new ArrayList<>();
        for (String line : lines) {
            boolean gone = Integer.parseInt(line.split(" ")[2]) % 2 == 1;
            erased.add(gone ? line.replaceAll("record-.*", "") : line);
        }
        return erased;
    }
}
