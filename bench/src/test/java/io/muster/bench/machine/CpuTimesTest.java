package io.muster.bench.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuTimesTest {
    @Test
    void shouldAddUpWhatCompilersHadSince() {
        CpuTimes before = new CpuTimes(20, Map.of("C1 CompilerThre", 1L, "C2 CompilerThre", 2L, "main", 9L));
        CpuTimes after = new CpuTimes(50, Map.of("C1 CompilerThre", 4L, "C2 CompilerThre", 12L, "main", 30L));

        assertEquals(13, after.since(before).compilersNs());
    }

    @Test
    void shouldFindNoCompilersWhereThereAreNone() {
        assertEquals(0, new CpuTimes(7, Map.of("redis-server", 7L)).compilersNs());
    }
}
