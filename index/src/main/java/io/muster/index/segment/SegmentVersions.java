package io.muster.index.segment;

import io.muster.index.answer.SegmentVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The definitions that the segments of a workspace have and had, the newest of each. One thread. */
public final class SegmentVersions {
    /** Definitions of a segment that are kept; older ones are forgotten first. */
    public static final int MAX_VERSIONS = 1_000;

    /** What the rules of those may have together, in characters; the one in force is kept in any case. */
    public static final long MAX_CHARS = 32L << 20;

    private final Map<Integer, List<SegmentVersion>> bySegment = new HashMap<>();

    /** Of each segment by its id, as they are now: not changed afterwards. */
    Map<Integer, List<SegmentVersion>> all() {
        return new HashMap<>(bySegment);
    }

    /** A definition has come into force. */
    void add(int segmentId, SegmentVersion version) {
        List<SegmentVersion> versions = new ArrayList<>(of(segmentId));
        versions.add(version);
        long chars = versions.stream().mapToLong(each -> each.rule().length()).sum();
        while (versions.size() > MAX_VERSIONS || chars > MAX_CHARS && versions.size() > 1) {
            chars -= versions.removeFirst().rule().length();
        }
        bySegment.put(segmentId, List.copyOf(versions));
    }

    /** The newest definition is written otherwise, and means the same. */
    void rewrite(int segmentId, String rule) {
        List<SegmentVersion> versions = new ArrayList<>(bySegment.get(segmentId));
        SegmentVersion newest = versions.removeLast();
        versions.add(new SegmentVersion(newest.version(), rule, newest.fromMillis(), newest.restored()));
        bySegment.put(segmentId, List.copyOf(versions));
    }

    /** The segment is gone. */
    void remove(int segmentId) {
        bySegment.remove(segmentId);
    }

    /** From the oldest that is kept to the one in force. */
    List<SegmentVersion> of(int segmentId) {
        return bySegment.getOrDefault(segmentId, List.of());
    }

    /** Null where there was no such version. */
    SegmentVersion find(int segmentId, int version) {
        return bySegment.getOrDefault(segmentId, List.of()).stream()
                .filter(each -> each.version() == version)
                .findFirst()
                .orElse(null);
    }
}
