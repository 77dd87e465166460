package io.muster.index.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.answer.SegmentVersion;
import io.muster.index.change.ChangeListener;
import io.muster.index.change.Changes;
import io.muster.index.time.EngineTime;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

final class SegmentBoundsTest {
    @Test
    void shouldHaveRoomForAsManySegmentsAsCanBe() {
        EngineTime time = new EngineTime(0);
        Segments segments = new Segments(1, time, new RoaringBitmap(), new Changes(ChangeListener.NONE, time));
        for (int taken = 0; taken < Segments.MAX_SEGMENTS; taken++) {
            assertFalse(segments.isFull(1));
            segments.takeSlot();
        }
        assertTrue(segments.isFull(1));
        segments.free(7);
        assertFalse(segments.isFull(1));
        assertTrue(segments.isFull(2));
    }

    @Test
    void shouldKeepTheNewestVersionsAsManyAsCanBe() {
        SegmentVersions versions = new SegmentVersions();
        for (int version = 1; version <= SegmentVersions.MAX_VERSIONS; version++) {
            versions.add(7, new SegmentVersion(version, "a = 1", 0, 0));
        }
        assertEquals(1, versions.of(7).getFirst().version());
        versions.add(7, new SegmentVersion(SegmentVersions.MAX_VERSIONS + 1, "a = 1", 0, 0));
        assertEquals(SegmentVersions.MAX_VERSIONS, versions.of(7).size());
        assertEquals(2, versions.of(7).getFirst().version());
        assertNull(versions.find(7, 1));
    }

    @Test
    void shouldKeepTheNewestVersionsAsLongAsTheirRulesCanBeTogether() {
        SegmentVersions versions = new SegmentVersions();
        String half = "x".repeat((int) (SegmentVersions.MAX_CHARS / 2));
        versions.add(7, new SegmentVersion(1, half, 0, 0));
        versions.add(7, new SegmentVersion(2, half, 0, 0));
        assertEquals(2, versions.of(7).size());
        versions.add(7, new SegmentVersion(3, "x", 0, 0));
        assertEquals(2, versions.of(7).getFirst().version());
        versions.add(7, new SegmentVersion(4, half + half + "x", 0, 0));
        assertEquals(1, versions.of(7).size());
    }
}
