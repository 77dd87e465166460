package io.muster.server.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.disk.CrashDisk;
import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupTest {
    private static final Path BACKUP = Path.of("/backup");
    private static final Path RESTORED = Path.of("/restored");
    private static final List<String> TEXTS = List.of("one", "two " + "z".repeat(300), "three");

    private final FaultyDisk disk = new FaultyDisk();

    @BeforeEach
    void write() throws IOException {
        try (TextStore store = TextStore.open(disk)) {
            store.append(TEXTS.get(0));
            store.append(TEXTS.get(1));
            store.append(TEXTS.get(2));
            store.snapshot();
            backup(store);
            store.append("later");
        }
    }

    @Test
    void shouldOpenABackupAndWhatIsRestoredFromIt() throws IOException {
        assertTrue(DirectoryVerification.verify(disk, BACKUP).isWhole());
        assertEquals(3, Restoration.restore(disk, BACKUP, RESTORED));
        assertEquals(TEXTS, read(RESTORED));
        assertEquals(TEXTS, read(BACKUP));
        assertTrue(DirectoryVerification.verify(disk, RESTORED).isWhole());
    }

    @Test
    void shouldRestoreTheDirectoryOfAServerThatIsStopped() throws IOException {
        assertEquals(4, Restoration.restore(disk, TextStore.DIRECTORY, RESTORED));
        assertEquals(4, read(RESTORED).size());
    }

    @Test
    void shouldRefuseADirectoryThatIsNotEmpty() {
        IOException refusal =
                assertThrows(IOException.class, () -> Restoration.restore(disk, BACKUP, TextStore.DIRECTORY));
        assertTrue(refusal.getMessage().contains("expected an empty directory"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("/data: found "), refusal.getMessage());
    }

    @Test
    void shouldRefuseABackupWithAnyByteDamaged() throws IOException {
        for (Path file : disk.list(BACKUP)) {
            byte[] whole = disk.bytes(file);
            for (int i = 0; i < whole.length; i++) {
                byte[] damaged = whole.clone();
                damaged[i] ^= 0x10;
                disk.put(file, damaged);
                String where = file + ", byte " + i;
                assertFalse(DirectoryVerification.verify(disk, BACKUP).isWhole(), where);
                assertThrows(IOException.class, () -> Restoration.restore(disk, BACKUP, RESTORED), where);
            }
            disk.put(file, whole);
        }
        assertEquals(List.of(), filesIn(RESTORED));
    }

    @Test
    void shouldNotStartOnHalfARestore() throws IOException {
        FaultyDisk from = disk.crash();
        int crashes = 0;
        boolean passed = false;
        while (!passed) {
            crashes++;
            FaultyDisk image = new FaultyDisk(from.memory().kill());
            image.failAt(crashes, true);
            passed = restores(image);
            for (CrashDisk after :
                    List.of(image.memory().crash(), image.memory().kill())) {
                if (!passed && after.files().stream().anyMatch(file -> file.startsWith(RESTORED))) {
                    requireAllOrRefusal(new FaultyDisk(after), "call " + crashes);
                }
            }
        }
        assertTrue(crashes > 30, "calls: " + crashes);
    }

    @Test
    void shouldNotStartOnHalfABackup() throws IOException {
        int crashes = 0;
        boolean passed = false;
        while (!passed) {
            crashes++;
            FaultyDisk image = new FaultyDisk(disk.memory().kill());
            try (TextStore store = TextStore.open(image)) {
                store.snapshot();
                for (Path file : image.list(BACKUP)) {
                    image.delete(file);
                }
                image.forceDirectory(BACKUP);
                image.failAt(image.calls() + crashes, true);
                backup(store, image);
                passed = true;
            } catch (IOException fault) {
                assertTrue(fault.getMessage().contains("injected fault"), fault.getMessage());
            }
            for (CrashDisk after :
                    List.of(image.memory().crash(), image.memory().kill())) {
                FaultyDisk left = new FaultyDisk(after);
                if (!filesIn(left, BACKUP).isEmpty()) {
                    boolean whole = DirectoryVerification.verify(left, BACKUP).isWhole();
                    String what = "call " + crashes;
                    assertTrue(whole || !passed, what);
                    assertTrue(!whole || TextStore.open(left, BACKUP).texts().size() == 4, what);
                }
            }
        }
        assertTrue(crashes > 15, "calls: " + crashes);
    }

    @Test
    void shouldNameWhatIsDamagedAndWhatIsNot() throws IOException {
        Path snapshot = BACKUP.resolve(SnapshotDescriptor.fileName(3));
        byte[] bytes = disk.bytes(snapshot);
        bytes[100] ^= 1;
        disk.put(snapshot, bytes);
        List<Finding> findings = DirectoryVerification.verify(disk, BACKUP).findings();
        assertEquals(3, findings.size(), findings::toString);
        for (Finding finding : findings) {
            assertEquals(!finding.file().equals(snapshot), finding.isWhole(), finding::toString);
        }
    }

    @Test
    void shouldFindNothingInADirectoryOfSomethingElse() throws IOException {
        disk.put(Path.of("/else/letter.txt"), new byte[10]);
        assertFalse(DirectoryVerification.verify(disk, Path.of("/else")).isWhole());
    }

    @Test
    void shouldChangeNothingWhenItVerifies() throws IOException {
        List<Path> before = disk.list(TextStore.DIRECTORY);
        long calls = disk.calls();
        assertTrue(DirectoryVerification.verify(disk, TextStore.DIRECTORY).isWhole());
        assertEquals(before, disk.list(TextStore.DIRECTORY));
        assertTrue(disk.log().stream().filter(call -> call.number() > calls).noneMatch(call -> switch (call.kind()) {
            case CREATE, CREATE_DIRECTORIES, WRITE, TRUNCATE, DELETE, RENAME -> true;
            default -> false;
        }));
    }

    private void backup(TextStore store) throws IOException {
        backup(store, disk);
    }

    private static void backup(TextStore store, FaultyDisk on) throws IOException {
        Backup backup = new Backup(on, TextStore.DIRECTORY, new BytesPerSecond(Long.MAX_VALUE), new Cancellation());
        backup.prepare(BACKUP);
        backup.copy(store.inForce(), BACKUP);
    }

    private static boolean restores(FaultyDisk image) {
        try {
            Restoration.restore(image, BACKUP, RESTORED);
            return true;
        } catch (IOException fault) {
            return false;
        }
    }

    private static void requireAllOrRefusal(FaultyDisk image, String what) {
        try (TextStore store = TextStore.open(image, RESTORED)) {
            assertEquals(TEXTS, store.texts(), what);
        } catch (IOException refused) {
            assertTrue(refused instanceof StoredStateException, what + ": " + refused);
        }
    }

    private List<String> read(Path directory) throws IOException {
        try (TextStore store = TextStore.open(disk, directory)) {
            return store.texts();
        }
    }

    private List<Path> filesIn(Path directory) {
        return filesIn(disk, directory);
    }

    private static List<Path> filesIn(FaultyDisk disk, Path directory) {
        return disk.memory().files().stream()
                .filter(file -> file.startsWith(directory))
                .toList();
    }
}
