package io.muster.bench.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessStatTest {
    @Test
    void shouldAddUserAndSystemTime() throws IOException {
        String stat = "4242 (redis-server) S 1 4242 4242 0 -1 4194624 1067 0 3 0 123 45 6 7 20 0 5 0 12345 ...";

        assertEquals(1_680_000_000L, ProcessStat.cpuNs(stat));
    }

    @Test
    void shouldReadNamesWithBlanksAndBrackets() throws IOException {
        assertEquals(30_000_000L, ProcessStat.cpuNs("1 (a b) c) d) R 1 1 1 0 -1 0 0 0 0 0 1 2 0 0 20 0 1"));
    }

    @Test
    void shouldRefuseWhatIsNoStat() {
        assertThrows(IOException.class, () -> ProcessStat.cpuNs(""));
        assertThrows(IOException.class, () -> ProcessStat.cpuNs("1 (short) S 1 1"));
    }

    @Test
    void shouldSeeThisProcessWork() throws IOException {
        ProcessHandle self = ProcessHandle.current();
        long beforeNs = ProcessStat.cpuNs(self);
        long untilNs = System.nanoTime() + 60_000_000_000L;
        while (ProcessStat.cpuNs(self) - beforeNs < 50_000_000L && System.nanoTime() - untilNs < 0) {
            Thread.onSpinWait();
        }
        assertTrue(ProcessStat.cpuNs(self) - beforeNs >= 50_000_000L);
    }
}
