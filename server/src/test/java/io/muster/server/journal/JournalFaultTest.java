package io.muster.server.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalFaultTest {
    private static final JournalOptions SMALL_FILES = new JournalOptions(160);
    private static final List<List<String>> BATCHES = List.of(
            List.of("first", "second"), List.of("third"), List.of("fourth", "fifth", "sixth"), List.of("seventh"));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldLoseNothingForcedWhicheverCallFails(boolean forEver) throws IOException {
        int call = 0;
        boolean passed = false;
        while (!passed) {
            call++;
            FaultyDisk disk = new FaultyDisk().failAt(call, forEver);
            int forced = writeUntilFault(disk);
            passed = disk.calls() < call;

            FaultyDisk after = disk.crash();
            List<String> all = JournalDisk.numbered(BATCHES);
            List<String> survived = JournalDisk.read(after);
            int promised = JournalDisk.numbered(BATCHES.subList(0, forced)).size();
            assertTrue(survived.size() >= promised, "call " + call + ": " + survived);
            assertEquals(all.subList(0, survived.size()), survived, "call " + call);
        }
        assertTrue(call > 15, "calls: " + call);
    }

    @Test
    void shouldNotWriteOnAfterAFailedForce() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (Journal journal = Journal.open(disk, JournalDisk.DIRECTORY, SMALL_FILES);
                JournalWriter writer = journal.writer(new JournalEnd(null, 0, 0, 0))) {
            JournalDisk.append(writer, BATCHES.get(0));
            disk.failAt(disk.calls() + 2, false);
            assertThrows(IOException.class, writer::force);

            long calls = disk.calls();
            IOException again = assertThrows(IOException.class, writer::force);
            assertTrue(again.getMessage().contains("injected fault: force"), again.getMessage());
            assertThrows(IOException.class, () -> JournalDisk.append(writer, BATCHES.get(1)));
            assertEquals(calls, disk.calls());
        }
    }

    private static int writeUntilFault(FaultyDisk disk) {
        int forced = 0;
        try (Journal journal = Journal.open(disk, JournalDisk.DIRECTORY, SMALL_FILES);
                JournalWriter writer = journal.writer(journal.replay((sequence, buffer, offset, length) -> {}))) {
            for (List<String> batch : BATCHES) {
                JournalDisk.append(writer, batch);
                writer.force();
                forced++;
            }
        } catch (IOException fault) {
            assertTrue(fault.getMessage().contains("injected fault"), fault.getMessage());
        }
        return forced;
    }
}
