package io.muster.index.segment;

import io.muster.index.SegmentEntry;
import io.muster.index.answer.SegmentVersion;
import io.muster.index.criterion.Criterion;
import io.muster.index.rule.RuleException;
import io.muster.index.rule.Value;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Definitions as a snapshot has them: rules as text, which are compiled again, and then the published membership and
 * the members of each criterion, in the order in which the compiled rules name them. One thread.
 */
final class SavedDefinitions {
    private final Segments segments;
    private final RuleCompiler compiler;
    private final SegmentVersions versions;
    private final Map<String, Segment> byName = new HashMap<>();
    private int nextId;
    private int failedId;
    private String failure;

    SavedDefinitions(Segments segments, RuleCompiler compiler, SegmentVersions versions) {
        this.segments = segments;
        this.compiler = compiler;
        this.versions = versions;
    }

    /**
     * Adds the definitions as they are: in plain loops over what there is, for this is done at one moment, rarely, and
     * with thousands of them.
     */
    static void freeze(
            Segments segments, SegmentVersions versions, int nextId, int failedId, String failure, Frozen into) {
        Segment[] live = segments.inOrderOfRank();
        into.add(new FrozenDefinitions(
                new FrozenDefinitions.Head(segments.catalog().version(), nextId, failedId, failure),
                entries(live),
                versions.all()));
        segments.freeze(into);
        for (Segment segment : live) {
            segment.node().forEach((source, criterion) -> criterion.freeze(into));
        }
    }

    private static SegmentEntry[] entries(Segment[] live) {
        SegmentEntry[] entries = new SegmentEntry[live.length];
        for (int i = 0; i < live.length; i++) {
            entries[i] = live[i].entry();
        }
        return entries;
    }

    /** Puts the definitions that were saved into force, with all that was known of customers. */
    void restore(StateReader in) throws SnapshotException {
        in.begin(Structure.DEFINITIONS);
        int catalogVersion = in.getInt();
        nextId = in.getInt("next id", 1, Integer.MAX_VALUE);
        failedId = in.getInt();
        failure = in.getText();
        List<Segment> restored = new ArrayList<>();
        for (int i = in.getInt("segments", 0, Segments.MAX_SEGMENTS); i > 0; i--) {
            restored.add(segment(in));
        }
        segments.restore(catalogVersion, restored);
        segments.restore(in);
        for (Criterion criterion : criteria(restored)) {
            criterion.restore(in);
        }
    }

    int nextId() {
        return nextId;
    }

    int failedId() {
        return failedId;
    }

    /** Null for none. */
    String failure() {
        return failure;
    }

    private static Collection<Criterion> criteria(List<Segment> segments) {
        List<Criterion> inOrder = new ArrayList<>();
        Set<Criterion> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Segment segment : segments) {
            segment.node().forEach((source, criterion) -> {
                if (seen.add(criterion)) {
                    inOrder.add(criterion);
                }
            });
        }
        return inOrder;
    }

    private Segment segment(StateReader in) throws SnapshotException {
        int id = in.getInt("id", 1, nextId - 1);
        SegmentEntry entry = new SegmentEntry(
                id,
                in.getText(),
                in.getText(),
                in.getInt(),
                in.getInt("slot", 0, Segments.MAX_SEGMENTS - 1),
                in.getLong());
        for (int i = in.getInt("versions", 1, Integer.MAX_VALUE); i > 0; i--) {
            versions.add(id, new SegmentVersion(in.getInt(), in.getText(), in.getLong(), in.getInt()));
        }
        try {
            Node node = compiler.compile(PreparedRule.of(entry.rule()), this::referred, new IdentityHashMap<>());
            Segment segment = new Segment(entry, node);
            byName.put(entry.name(), segment);
            return segment;
        } catch (RuleException refused) {
            throw in.refuse("a rule of '" + entry.name() + "' that this version takes", refused);
        }
    }

    private Segment referred(Value.Text name) {
        Segment segment = byName.get(name.text());
        if (segment == null) {
            throw new RuleException(name.span(), "'" + name.text() + "'", "a segment that stands before");
        }
        return segment;
    }
}
