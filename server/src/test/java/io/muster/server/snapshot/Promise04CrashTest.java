package io.muster.server.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.Soak;
import io.muster.server.disk.CrashDisk;
import io.muster.server.disk.DiskCall;
import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 4: a snapshot is complete or absent, and a crash during recovery is as harmless as any other. */
@Timeout(300)
class Promise04CrashTest {
    private static final int ROUNDS = 3;
    private static final int IMAGES = 2 + Soak.rounds(0);

    private static final Set<DiskCall.Kind> CHANGES_NOTHING = EnumSet.of(
            DiskCall.Kind.READ,
            DiskCall.Kind.SIZE,
            DiskCall.Kind.LIST,
            DiskCall.Kind.OPEN,
            DiskCall.Kind.CLOSE,
            DiskCall.Kind.TRY_LOCK);

    private final List<String> written = new ArrayList<>();
    private int acknowledged;
    private int images;

    @Test
    void shouldOpenWithAllThatWasAcknowledgedAfterACrashAtAnyCall() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        FaultyDisk disk = new FaultyDisk();
        disk.afterEachCall(call -> crash(disk.memory(), call, random, "seed " + seed));
        for (int round = 0; round < ROUNDS; round++) {
            try (TextStore store = TextStore.open(disk)) {
                append(store, random);
                store.snapshot();
                append(store, random);
                unacknowledged(store, random);
                store.snapshot();
                append(store, random);
            }
        }
        System.out.println("Promise04CrashTest: seed " + seed + ", " + disk.calls() + " calls, " + images + " images");
        assertTrue(images > 300, "images: " + images);
        assertEquals(written, TextStore.read(disk));
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot.part", "manifest.part"})
    void shouldNoticeThatAFileIsNotForced(String name) {
        Random random = new Random();
        FaultyDisk disk = new FaultyDisk();
        disk.afterEachCall(call -> crash(disk.memory(), call, random, "not forced"));
        Throwable noticed = assertThrows(Throwable.class, () -> {
            for (int round = 0; round < 20; round++) {
                try (TextStore store = TextStore.open(new ForgetfulDisk(disk, name))) {
                    append(store, random);
                    store.snapshot();
                }
            }
        });
        assertTrue(String.valueOf(noticed.getMessage()).contains("not forced"), noticed.toString());
    }

    @Test
    void shouldLeaveTheSnapshotInForceAndTheJournalSinceAlone() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (TextStore store = TextStore.open(disk)) {
            store.append("one");
            store.snapshot();
            store.append("two");
            SnapshotTaken second = store.snapshot();
            assertEquals(2, second.sequence());
            assertEquals(
                    List.of("journal-00000000000000000003.log", "manifest", "snapshot-00000000000000000002.muster"),
                    disk.list(TextStore.DIRECTORY).stream()
                            .map(file -> file.getFileName().toString())
                            .toList());
        }
        assertEquals(List.of("one", "two"), TextStore.read(disk));
    }

    private void append(TextStore store, Random random) throws IOException {
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            write(store, random);
            store.append(written.getLast());
            acknowledged = written.size();
        }
    }

    private void unacknowledged(TextStore store, Random random) throws IOException {
        if (random.nextBoolean()) {
            write(store, random);
            store.write(written.getLast());
        }
    }

    private void write(TextStore store, Random random) {
        written.add("text " + (written.size() + 1) + " " + "x".repeat(random.nextInt(random.nextBoolean() ? 20 : 900)));
    }

    private void crash(CrashDisk disk, DiskCall call, Random random, String seed) {
        if (CHANGES_NOTHING.contains(call.kind())) {
            return;
        }
        try {
            check(disk.crash(), random, seed + ", forced only, " + call);
            check(disk.kill(), random, seed + ", killed, " + call);
            for (int i = 0; i < IMAGES; i++) {
                check(disk.crash(random), random, seed + ", image " + i + ", " + call);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(seed + ", " + call, e);
        }
    }

    /** Opens it, with another crash in between, and goes on with what is left. */
    private void check(CrashDisk image, Random random, String what) throws IOException {
        images++;
        FaultyDisk first = new FaultyDisk(image);
        int crashAt = 1 + random.nextInt(30);
        CrashDisk[] again = new CrashDisk[1];
        first.afterEachCall(call -> {
            if (call.number() == crashAt) {
                again[0] = first.memory().crash(random);
            }
        });
        requireAll(TextStore.read(first), what);
        if (again[0] != null) {
            FaultyDisk second = new FaultyDisk(again[0]);
            List<String> survived = TextStore.read(second);
            requireAll(survived, what + ", crashed again at call " + crashAt);
            goOn(second, survived, what);
        }
    }

    private void requireAll(List<String> survived, String what) {
        assertTrue(
                survived.size() >= acknowledged && survived.size() <= written.size(),
                () -> what + ": found " + survived.size() + " of " + written.size() + ", expected " + acknowledged
                        + " or more");
        assertEquals(written.subList(0, survived.size()), survived, what);
    }

    private static void goOn(FaultyDisk disk, List<String> survived, String what) throws IOException {
        List<String> all = new ArrayList<>(survived);
        try (TextStore store = TextStore.open(disk)) {
            store.append("later");
            store.snapshot();
            store.append("latest");
        }
        all.add("later");
        all.add("latest");
        assertEquals(all, TextStore.read(disk.crash()), what);
    }
}
