package io.muster.index.segment;

import io.muster.index.SegmentEntry;
import io.muster.index.answer.SegmentVersion;
import io.muster.index.rule.RuleException;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Creates, edits and deletes the segments of a workspace. A definition is checked at once and built in steps, beside
 * the one that it will replace; where there are few customers, at once too. One at a time, and one thread.
 */
public final class Definitions {
    private final Segments segments;
    private final RuleCompiler compiler;
    private final IntSupplier ordinals;
    private final PreparedRules rules;
    private final int fewCustomers;
    private final SegmentNames names;
    private final SegmentVersions versions = new SegmentVersions();
    private final Deque<Retirement> retirements = new ArrayDeque<>();
    private Construction construction;
    private int restored;
    private String failure;
    private int failedId;
    private int nextId = 1;

    /**
     * No segments yet.
     *
     * @param ordinals one more than the highest given out so far
     * @param rules where rules may have been parsed before
     * @param fewCustomers up to so many, a definition is in force at once
     */
    public Definitions(
            Segments segments, RuleCompiler compiler, IntSupplier ordinals, PreparedRules rules, int fewCustomers) {
        this.rules = rules;
        this.fewCustomers = fewCustomers;
        this.segments = segments;
        this.compiler = compiler;
        this.ordinals = ordinals;
        names = new SegmentNames(segments);
    }

    /** Whether a definition is on its way into force; another has to wait for it. */
    public boolean isBuilding() {
        return construction != null;
    }

    /** The definition on its way into force; null where there is none. */
    public SegmentEntry building() {
        return construction == null ? null : construction.parts().getFirst().entry();
    }

    /** Whether there is something to {@link #step}. */
    public boolean hasWork() {
        return construction != null || !retirements.isEmpty();
    }

    /** Does a part of what is to be done; there must be some. */
    public void step() {
        if (construction == null) {
            if (retirements.element().step()) {
                retirements.remove();
            }
            return;
        }
        try {
            if (construction.step(ordinals.getAsInt())) {
                complete();
            }
        } catch (RuntimeException e) {
            abandon(e);
        }
    }

    /** Why the last definition of the segment did not come into force after it had been accepted; null if it did. */
    public String failure(int segmentId) {
        return failedId == segmentId ? failure : null;
    }

    /** Whether there is no room to build a new segment, or {@code old} anew with those that refer to it. */
    public boolean isFull(SegmentEntry old) {
        return segments.isFull(old == null ? 1 : 1 + names.referringTo(old).size());
    }

    /** Begins a new segment and returns its id. Throws {@link RuleException}, and then nothing has changed. */
    public int create(String name, String text) {
        PreparedRule rule = rules.take(text);
        begin(new SegmentEntry(nextId, name, text, 1, segments.takeSlot(), segments.nowMillis()), rule, List.of(), 0);
        return nextId++;
    }

    /**
     * Begins to put another rule in the place of the old one. Throws {@link RuleException}, and then nothing has
     * changed.
     *
     * @param taken the version whose rule it is; 0 if it was written anew
     */
    public void redefine(SegmentEntry old, String name, String text, int taken) {
        PreparedRule rule = rules.take(text);
        boolean renamed = !name.equals(old.name());
        if (renamed) {
            rename(old, name);
        }
        SegmentEntry current = segments.catalog().byId(old.id());
        int slot = segments.takeSlot();
        List<SegmentEntry> replaced = replacedWith(current);
        try {
            begin(
                    new SegmentEntry(old.id(), name, text, old.version() + 1, slot, segments.nowMillis()),
                    rule,
                    replaced,
                    taken);
        } catch (RuleException refused) {
            if (renamed) {
                rename(current, old.name());
            }
            throw refused;
        }
    }

    /** Gives the segment another name, in the rules that refer to it too. */
    public void rename(SegmentEntry old, String name) {
        List<SegmentEntry> before = new ArrayList<>(List.of(old));
        List<SegmentEntry> after = new ArrayList<>(List.of(withText(old, name, old.rule())));
        for (SegmentEntry referring : names.directlyReferringTo(old)) {
            String rule = SegmentNames.rewritten(referring.rule(), old.name(), name);
            before.add(referring);
            after.add(withText(referring, referring.name(), rule));
            versions.rewrite(referring.id(), rule);
        }
        segments.rename(before, after);
    }

    /** Adds the definitions with all that is known of customers; there must be no work. */
    public void freeze(Frozen into) {
        SavedDefinitions.freeze(segments, versions, nextId, failedId, failure, into);
    }

    /** Takes the definitions that were saved; there are none yet, and the fields are restored already. */
    public void restore(StateReader in) throws SnapshotException {
        SavedDefinitions saved = new SavedDefinitions(segments, compiler, versions);
        saved.restore(in);
        nextId = saved.nextId();
        failedId = saved.failedId();
        failure = saved.failure();
    }

    /** Those that refer to the segment itself. */
    public List<SegmentEntry> directlyReferringTo(SegmentEntry entry) {
        return names.directlyReferringTo(entry);
    }

    /** Takes the segment away; nobody may refer to it. */
    public void delete(SegmentEntry entry) {
        Segment segment = segments.live(entry);
        segments.exchange(List.of(entry), List.of());
        versions.remove(entry.id());
        retire(segment);
        finishIfFew();
    }

    /** The definitions that the segment has and had, from the first to the one in force. */
    public List<SegmentVersion> versions(int segmentId) {
        return versions.of(segmentId);
    }

    /** Null where there was no such version. */
    public SegmentVersion version(int segmentId, int version) {
        return versions.find(segmentId, version);
    }

    /** What a rule that is not saved may refer to. */
    public RuleCompiler.SegmentNames names() {
        return names::find;
    }

    /** What another rule of {@code entry} may refer to that is not saved: nothing that refers back to it. */
    public RuleCompiler.SegmentNames names(SegmentEntry entry) {
        List<SegmentEntry> replaced = replacedWith(entry);
        return name -> names.find(name, entry, replaced);
    }

    /** The entry itself, and those that refer to it by whatever way. */
    private List<SegmentEntry> replacedWith(SegmentEntry entry) {
        List<SegmentEntry> replaced = new ArrayList<>(List.of(entry));
        replaced.addAll(names.referringTo(entry));
        return replaced;
    }

    private void begin(SegmentEntry entry, PreparedRule rule, List<SegmentEntry> replaced, int taken) {
        Map<String, Segment> parts = new LinkedHashMap<>();
        try {
            parts.put(entry.name(), part(entry, rule, name -> names.find(name, entry, replaced)));
            for (SegmentEntry each : replaced.subList(Math.min(1, replaced.size()), replaced.size())) {
                SegmentEntry referring = atSlot(each, segments.takeSlot());
                Segment part = part(referring, PreparedRule.of(each.rule()), name -> {
                    Segment among = parts.get(name.text());
                    return among == null ? names.find(name) : among;
                });
                parts.put(referring.name(), part);
            }
        } catch (RuleException refused) {
            parts.values().forEach(part -> RuleCompiler.release(part.node()));
            parts.values().forEach(part -> segments.free(part.slot()));
            throw refused;
        }
        construction = new Construction(segments, replaced, List.copyOf(parts.values()), ordinals.getAsInt());
        restored = taken;
        finishIfFew();
    }

    /** The entry's slot is taken, and free again if this throws. */
    private Segment part(SegmentEntry entry, PreparedRule rule, RuleCompiler.SegmentNames found) {
        try {
            Node node = compiler.compile(rule, found, new IdentityHashMap<>());
            Segment segment = new Segment(entry, node);
            if (segment.rank() > Touched.MAX_RANK) {
                RuleCompiler.release(node);
                throw new RuleException(
                        rule.rule().span(),
                        "a chain of " + segment.rank() + " segments",
                        "at most " + Touched.MAX_RANK + " that refer to each other");
            }
            return segment;
        } catch (RuleException refused) {
            segments.free(entry.slot());
            throw refused;
        }
    }

    private void complete() {
        Construction done = construction;
        construction = null;
        SegmentEntry entry = done.parts().getFirst().entry();
        versions.add(entry.id(), new SegmentVersion(entry.version(), entry.rule(), entry.changedAt(), restored));
        done.replaced().forEach(this::retire);
        failedId = failedId == entry.id() ? 0 : failedId;
    }

    private void abandon(RuntimeException e) {
        List<Segment> parts = construction.parts();
        construction = null;
        failedId = parts.getFirst().entry().id();
        failure = e.toString();
        parts.forEach(this::retire);
    }

    private void retire(Segment segment) {
        segments.retire(segment);
        retirements.add(new Retirement(segments, segment.slot()));
    }

    private void finishIfFew() {
        while (hasWork() && ordinals.getAsInt() <= fewCustomers) {
            step();
        }
    }

    private static SegmentEntry withText(SegmentEntry entry, String name, String rule) {
        return new SegmentEntry(entry.id(), name, rule, entry.version(), entry.slot(), entry.changedAt());
    }

    private static SegmentEntry atSlot(SegmentEntry entry, int slot) {
        return new SegmentEntry(entry.id(), entry.name(), entry.rule(), entry.version(), slot, entry.changedAt());
    }
}
