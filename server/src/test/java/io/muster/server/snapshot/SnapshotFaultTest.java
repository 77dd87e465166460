package io.muster.server.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.disk.DiskCall;
import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 4 where calls fail: the snapshot before stays in force, and what is written goes on. */
class SnapshotFaultTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldLoseNothingWhicheverCallOfASnapshotFails(boolean forEver) throws IOException {
        int call = 0;
        boolean passed = false;
        while (!passed) {
            call++;
            passed = failAt(call, forEver);
        }
        assertTrue(call > 25, "calls: " + call);
    }

    @Test
    void shouldGoOnWhenTheDiskIsTooFullForASnapshot() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (TextStore store = TextStore.open(disk)) {
            store.append("one");
            disk.leaveRoomFor(100);
            assertThrows(IOException.class, store::snapshot);
            disk.repair();
            store.append("two");
            assertEquals(List.of(), parts(disk));
            assertEquals(2, store.snapshot().sequence());
        }
        assertEquals(List.of("one", "two"), TextStore.read(disk.crash()));
    }

    /** Whether there were fewer calls than that. */
    private static boolean failAt(int call, boolean forEver) throws IOException {
        FaultyDisk disk = new FaultyDisk();
        List<String> acknowledged = new ArrayList<>();
        long failing;
        boolean passed = false;
        boolean journalFailed = false;
        try (TextStore store = TextStore.open(disk)) {
            append(store, acknowledged, "one");
            store.snapshot();
            append(store, acknowledged, "two");
            failing = disk.calls() + call;
            disk.failAt(failing, forEver);
            try {
                store.snapshot();
                passed = disk.calls() < failing;
            } catch (IOException fault) {
                assertTrue(fault.getMessage().contains("injected fault"), fault.getMessage());
            }
            disk.repair();
            try {
                append(store, acknowledged, "three");
            } catch (IOException readOnly) {
                journalFailed = true;
            }
        }
        String what = "call " + call + ", for ever " + forEver;
        assertTrue(!journalFailed || beforeTheSnapshotsFile(disk, failing), what);
        requireAll(acknowledged, TextStore.read(disk.crash()), what);
        requireAll(acknowledged, TextStore.read(disk.kill()), what);
        try (TextStore again = TextStore.open(disk)) {
            requireAll(acknowledged, again.texts(), what);
            again.append("four");
            again.snapshot();
            assertEquals(List.of(), parts(disk), what);
        }
        List<String> all = TextStore.read(disk.crash());
        assertEquals("four", all.getLast(), what);
        return passed;
    }

    /** While the journal goes on in a new file: what fails there fails as at any other time. */
    private static boolean beforeTheSnapshotsFile(FaultyDisk disk, long failing) {
        return disk.log().stream()
                .filter(call -> call.number() >= failing - 1 && call.is(DiskCall.Kind.CREATE, "snapshot.part"))
                .allMatch(call -> call.number() > failing);
    }

    private static void append(TextStore store, List<String> acknowledged, String text) throws IOException {
        store.append(text);
        acknowledged.add(text);
    }

    private static void requireAll(List<String> acknowledged, List<String> survived, String what) {
        assertTrue(survived.size() >= acknowledged.size(), what + ": " + survived);
        assertEquals(acknowledged, survived.subList(0, acknowledged.size()), what);
    }

    private static List<Path> parts(FaultyDisk disk) throws IOException {
        return disk.list(TextStore.DIRECTORY).stream()
                .filter(file -> file.toString().endsWith(".part"))
                .toList();
    }
}
