package io.muster.server.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.disk.FaultyDisk;
import io.muster.server.snapshot.StoredStateException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Promise 2, as far as snapshots and manifests go: what is damaged is refused, and nothing is guessed. */
class SnapshotDamageTest {
    private static final List<String> TEXTS = List.of("first", "second " + "y".repeat(200), "third");
    private static final Path MANIFEST = TextStore.DIRECTORY.resolve(Manifest.FILE_NAME);
    private static final Path SNAPSHOT = TextStore.DIRECTORY.resolve(SnapshotDescriptor.fileName(2));

    private final FaultyDisk disk = new FaultyDisk();

    @BeforeEach
    void write() throws IOException {
        try (TextStore store = TextStore.open(disk)) {
            store.append(TEXTS.get(0));
            store.append(TEXTS.get(1));
            store.snapshot();
            store.append(TEXTS.get(2));
        }
        assertEquals(TEXTS, TextStore.read(disk));
    }

    @Test
    void shouldRefuseASnapshotWithAnyBitFlipped() throws IOException {
        refuseEveryBit(SNAPSHOT);
    }

    @Test
    void shouldRefuseAManifestWithAnyBitFlipped() throws IOException {
        refuseEveryBit(MANIFEST);
    }

    @Test
    void shouldRefuseASnapshotOfAnyOtherLength() throws IOException {
        refuseEveryLength(SNAPSHOT);
    }

    @Test
    void shouldRefuseAManifestOfAnyOtherLength() throws IOException {
        refuseEveryLength(MANIFEST);
    }

    @Test
    void shouldRefuseASnapshotOfAnotherDirectory() throws IOException {
        FaultyDisk other = new FaultyDisk();
        try (TextStore store = TextStore.open(other)) {
            store.append("foreign");
            store.append("second " + "y".repeat(200));
            store.snapshot();
        }
        disk.put(SNAPSHOT, other.bytes(SNAPSHOT));
        assertEquals(Kind.DAMAGED, refused().kind());
    }

    @Test
    void shouldTellVersionsNamesAndForeignFilesApart() throws IOException {
        for (Path file : List.of(SNAPSHOT, MANIFEST)) {
            byte[] whole = disk.bytes(file);
            patch(file, 4, 0);
            requireRefusal(Kind.TOO_OLD, file, 4, "version 0", "an older muster");
            patch(file, 4, 2);
            requireRefusal(Kind.TOO_NEW, file, 4, "version 2", "or a newer one");
            patch(file, 0, 0x12345678);
            requireRefusal(Kind.FOREIGN, file, 0, "0x12345678", "is it the right directory?");
            patch(file, 8, 0x20202020);
            requireRefusal(
                    Kind.FOREIGN,
                    file,
                    8,
                    "format '    ",
                    "'" + file.getFileName().toString().substring(0, 8));
            disk.put(file, whole);
        }
        assertEquals(TEXTS, TextStore.read(disk));
    }

    @Test
    void shouldNameTheSnapshotThatIsMissing() throws IOException {
        disk.delete(SNAPSHOT);
        requireRefusal(Kind.MISSING, SNAPSHOT, 0, "no such file", "muster restore BACKUP DIR");
    }

    @Test
    void shouldNameTheJournalThatIsMissing() throws IOException {
        Path journal = TextStore.DIRECTORY.resolve("journal-00000000000000000003.log");
        disk.delete(journal);
        requireRefusal(Kind.MISSING, journal, 0, "no such file", "where the snapshot ends");
    }

    @Test
    void shouldNotTakeWhatIsLeftForAllWhenTheManifestIsMissing() throws IOException {
        disk.delete(MANIFEST);
        requireRefusal(Kind.MISSING, MANIFEST, 0, "no such file", "journal-00000000000000000001.log");
        disk.delete(SNAPSHOT);
        requireRefusal(Kind.MISSING, MANIFEST, 0, "no such file", "began with a snapshot");
    }

    private void refuseEveryBit(Path file) throws IOException {
        byte[] whole = disk.bytes(file);
        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            disk.put(file, damaged);
            StoredStateException refusal = refused();
            assertEquals(file, refusal.file(), "bit " + bit + ": " + refusal.getMessage());
        }
        disk.put(file, whole);
    }

    private void refuseEveryLength(Path file) throws IOException {
        byte[] whole = disk.bytes(file);
        for (int length = 0; length <= whole.length + 3; length++) {
            if (length != whole.length) {
                disk.put(file, Arrays.copyOf(whole, length));
                StoredStateException refusal = refused();
                assertEquals(file, refusal.file(), "length " + length + ": " + refusal.getMessage());
            }
        }
        disk.put(file, whole);
    }

    private void requireRefusal(Kind kind, Path file, long offset, String... parts) {
        StoredStateException refusal = refused();
        assertEquals(kind, refusal.kind(), refusal.getMessage());
        assertEquals(file, refusal.file());
        assertEquals(offset, refusal.offset());
        assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
        for (String part : parts) {
            assertTrue(refusal.getMessage().contains(part), part + " in: " + refusal.getMessage());
        }
    }

    private StoredStateException refused() {
        return assertThrows(StoredStateException.class, () -> TextStore.read(disk));
    }

    /** Writes a number where it should not stand, with a checksum as if it should. */
    private void patch(Path file, int offset, int value) {
        byte[] bytes = disk.bytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        new FormatHeader(file.equals(MANIFEST) ? "manifest" : "snapshot", 1, 1).put(buffer, 2);
        buffer.putInt(offset, value);
        buffer.putInt(36, FormatHeader.checksum(buffer, 0, 36));
        disk.put(file, bytes);
    }
}
