package io.muster.index.segment;

import io.muster.index.answer.SegmentVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The definitions that the segments of a workspace have and had. One thread. */
final class SegmentVersions {
    private final Map<Integer, List<SegmentVersion>> bySegment = new HashMap<>();

    /** A definition has come into force. */
    void add(int segmentId, SegmentVersion version) {
        bySegment.computeIfAbsent(segmentId, none -> new ArrayList<>()).add(version);
    }

    /** The newest definition is written otherwise, and means the same. */
    void rewrite(int segmentId, String rule) {
        List<SegmentVersion> versions = bySegment.get(segmentId);
        SegmentVersion newest = versions.removeLast();
        versions.add(new SegmentVersion(newest.version(), rule, newest.fromMillis(), newest.restored()));
    }

    /** The segment is gone. */
    void remove(int segmentId) {
        bySegment.remove(segmentId);
    }

    /** From the first to the one in force. */
    List<SegmentVersion> of(int segmentId) {
        return List.copyOf(bySegment.getOrDefault(segmentId, List.of()));
    }

    /** Null where there was no such version. */
    SegmentVersion find(int segmentId, int version) {
        return bySegment.getOrDefault(segmentId, List.of()).stream()
                .filter(each -> each.version() == version)
                .findFirst()
                .orElse(null);
    }
}
