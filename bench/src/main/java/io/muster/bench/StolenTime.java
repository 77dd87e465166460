package io.muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the machine took from its guest: time in which cores were wanted and given to others. */
final class StolenTime {
    private static final Path STAT = Path.of("/proc/stat");
    private static final long TICK_NS = 10_000_000;
    private static final int STEAL_FIELD = 8;

    private StolenTime() {}

    /** Of all cores since the system began, nanoseconds in steps of ten milliseconds; 0 where it does not say. */
    static long totalNs() {
        try {
            String[] fields =
                    Files.readString(STAT).lines().findFirst().orElse("").split(" +");
            return fields.length > STEAL_FIELD ? Long.parseLong(fields[STEAL_FIELD]) * TICK_NS : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
