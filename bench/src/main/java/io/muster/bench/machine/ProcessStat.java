package io.muster.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code /proc/PID/stat} says of the processor time of a process, all of its threads together. Linux. */
public final class ProcessStat {
    /** The kernel tells in ticks of a hundredth of a second, whatever its own timer does. */
    private static final long TICK_NS = 10_000_000;

    private static final int USER_FIELD = 11;
    private static final int SYSTEM_FIELD = 12;

    private ProcessStat() {}

    /** Nanoseconds that a process has had, in user mode and in the kernel, in steps of 10 ms. */
    public static long cpuNs(ProcessHandle process) throws IOException {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        return cpuNs(Files.readString(stat));
    }

    /** The same from the text of the file. The name in it may hold blanks and brackets. */
    static long cpuNs(String stat) throws IOException {
        int nameEnd = stat.lastIndexOf(')');
        String[] fields = nameEnd < 0
                ? new String[0]
                : stat.substring(nameEnd + 1).strip().split(" ");
        if (fields.length <= SYSTEM_FIELD) {
            throw new IOException("/proc/PID/stat: found '" + stat.strip() + "', expected times in fields 14 and 15");
        }
        return (Long.parseLong(fields[USER_FIELD]) + Long.parseLong(fields[SYSTEM_FIELD])) * TICK_NS;
    }
}
