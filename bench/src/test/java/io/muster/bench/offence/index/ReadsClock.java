package io.muster.bench.offence.index;

import java.time.Instant;

/** Breaks: index has no clock and no chance. */
final class ReadsClock {
    private ReadsClock() {}

    static Instant read() {
        return Instant.now();
    }
}
