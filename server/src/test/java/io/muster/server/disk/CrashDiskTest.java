package io.muster.server.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrashDiskTest {
    private static final Path DIRECTORY = Path.of("/data");
    private static final Path FILE = DIRECTORY.resolve("a");
    private static final Path OTHER = DIRECTORY.resolve("b");

    private final CrashDisk disk = new CrashDisk();
    private final Random random = new Random();

    @BeforeEach
    void makeDirectory() {
        disk.createDirectories(DIRECTORY);
    }

    @Test
    void shouldKeepOnlyWhatWasForced() throws IOException {
        DiskFile file = disk.create(FILE);
        file.write(bytes(100, 1), 0);
        file.force();
        file.write(bytes(100, 2), 100);

        assertEquals(List.of(), disk.crash().files());
        disk.forceDirectory(DIRECTORY);
        assertArrayEquals(bytes(100, 1).array(), disk.crash().bytes(FILE));
        assertEquals(200, disk.kill().bytes(FILE).length);
    }

    @Test
    void shouldShowEverySubsetOfUnforcedSectors() throws IOException {
        disk.put(FILE, new byte[3 * 512]);
        disk.open(FILE).write(bytes(3 * 512, 1), 0);

        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            byte[] after = disk.crash(random).bytes(FILE);
            seen.add("" + after[0] + after[512] + after[1024]);
            assertEquals(after[0], after[511]);
        }
        assertEquals(8, seen.size(), seen::toString);
    }

    @Test
    void shouldShowSectorsInEachStateTheyWentThrough() throws IOException {
        disk.put(FILE, new byte[512]);
        DiskFile file = disk.open(FILE);
        file.write(bytes(8, 1), 0);
        file.write(bytes(8, 2), 8);

        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            byte[] after = disk.crash(random).bytes(FILE);
            seen.add("" + after[0] + after[8]);
        }
        assertEquals(Set.of("00", "10", "12"), seen);
    }

    @Test
    void shouldKeepOrLoseNamesThatWereNotForced() throws IOException {
        disk.put(FILE, new byte[] {1});
        disk.create(OTHER).write(bytes(1, 2), 0);
        disk.rename(OTHER, FILE);

        Set<List<Path>> seen = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            seen.add(disk.crash(random).files());
        }
        assertEquals(Set.of(List.of(FILE), List.of(FILE, OTHER)), seen);
        assertArrayEquals(new byte[] {1}, disk.crash().bytes(FILE));
    }

    @Test
    void shouldCrashAgain() throws IOException {
        disk.put(FILE, new byte[] {1, 2, 3});
        CrashDisk first = disk.crash(random);
        DiskFile file = first.open(FILE);
        file.truncate(1);
        file.force();
        file.write(bytes(1, 9), 1);

        assertArrayEquals(new byte[] {1}, first.crash().bytes(FILE));
        assertArrayEquals(new byte[] {1, 9}, first.kill().bytes(FILE));
    }

    @Test
    void shouldNeverBringBackWhatAFailedForceLost() throws IOException {
        FaultyDisk faulty = new FaultyDisk(disk);
        disk.put(FILE, new byte[] {1});
        faulty.failOnceWhen(call -> call.is(DiskCall.Kind.FORCE, "a"));
        DiskFile file = faulty.open(FILE);
        file.write(bytes(1, 2), 1);
        assertThrows(IOException.class, file::force);
        file.write(bytes(1, 3), 2);
        file.force();

        assertArrayEquals(new byte[] {1, 2, 3}, disk.bytes(FILE));
        assertArrayEquals(new byte[] {1, 0, 3}, disk.crash().bytes(FILE));
    }

    @Test
    void shouldWriteWhatFitsOnAFullDisk() throws IOException {
        FaultyDisk faulty = new FaultyDisk(disk).leaveRoomFor(5);
        DiskFile file = faulty.create(FILE);
        assertEquals(5, file.write(bytes(8, 1), 0));
        assertThrows(IOException.class, () -> file.write(bytes(8, 1), 5));
        assertEquals(5, file.write(bytes(5, 2), 0));
        faulty.repair();
        file.writeFully(bytes(8, 1), 5);
        assertEquals(13, faulty.bytes(FILE).length);
    }

    @Test
    void shouldTellOfEachCall() throws IOException {
        FaultyDisk faulty = new FaultyDisk(disk);
        Set<DiskCall.Kind> told = new HashSet<>();
        faulty.afterEachCall(call -> told.add(call.kind()));
        try (DiskFile file = faulty.create(FILE)) {
            file.force();
        }
        assertTrue(told.containsAll(Set.of(DiskCall.Kind.CREATE, DiskCall.Kind.FORCE, DiskCall.Kind.CLOSE)));
        assertEquals(faulty.log().size(), faulty.calls());
    }

    private static ByteBuffer bytes(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return ByteBuffer.wrap(bytes);
    }
}
