package io.muster.bench;

import io.muster.protocol.client.MusterClient;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a server some times a second how much waits to be parsed. One thread. */
final class QueueWatch {
    private static final long INTERVAL_NS = 200_000_000;
    private static final Pattern BATCHES = Pattern.compile("\"records_batches\":(\\d+)");
    private static final Pattern BYTES = Pattern.compile("\"records_bytes\":(\\d+)");

    private final MusterClient client;
    private long mostBatches;
    private long mostBytes;

    QueueWatch(MusterClient client) {
        this.client = client;
    }

    /** Asks for as long as {@code going}. */
    void run(BooleanSupplier going) {
        while (going.getAsBoolean()) {
            String status = client.statusJson();
            mostBatches = Math.max(mostBatches, number(BATCHES, status));
            mostBytes = Math.max(mostBytes, number(BYTES, status));
            LockSupport.parkNanos(INTERVAL_NS);
        }
    }

    /** The most batches found. */
    long mostBatches() {
        return mostBatches;
    }

    /** The most bytes found. */
    long mostBytes() {
        return mostBytes;
    }

    private static long number(Pattern pattern, String json) {
        Matcher matcher = pattern.matcher(json.replace(" ", ""));
        if (!matcher.find()) {
            throw new IllegalStateException("status: found no " + pattern.pattern() + " in " + json);
        }
        return Long.parseLong(matcher.group(1));
    }
}
