package io.muster.server.snapshot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class SnapshotPracticeTest {
    @Test
    void shouldSaveASmallEngineManyTimes() {
        long bytes = SnapshotPractice.run();
        assertTrue(bytes > 1_000_000, () -> "saved: " + bytes);
    }
}
