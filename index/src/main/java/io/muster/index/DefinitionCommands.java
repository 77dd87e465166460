package io.muster.index;

import io.muster.index.answer.SegmentVersion;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import io.muster.index.rule.RuleException;
import io.muster.index.segment.Definitions;
import io.muster.index.segment.Segments;
import java.util.List;
import java.util.stream.Collectors;

/** The commands that change the segments of a workspace. A refused one changes nothing. The engine's thread. */
final class DefinitionCommands {
    private final String workspace;
    private final Segments segments;
    private final Definitions definitions;

    DefinitionCommands(String workspace, Segments segments, Definitions definitions) {
        this.workspace = workspace;
        this.segments = segments;
        this.definitions = definitions;
    }

    void create(CommandReader command, Outcome outcome) {
        String name = text(command, Tag.NAME);
        if (isBuilding(outcome) || isNameRefused(name, null, outcome) || isFull(null, outcome)) {
            return;
        }
        try {
            outcome.accept(definitions.create(name, text(command, Tag.RULE)));
        } catch (RuleException refused) {
            outcome.refuseRule(refused);
        }
    }

    void update(CommandReader command, Outcome outcome) {
        SegmentEntry old = segment(command, outcome);
        if (old == null || isBuilding(outcome) || isUnexpected(command, old, outcome)) {
            return;
        }
        String newName = text(command, Tag.NAME);
        String newRule = text(command, Tag.RULE);
        if (newName != null && isNameRefused(newName, old, outcome)) {
            return;
        }
        String name = newName == null ? old.name() : newName;
        if (newRule == null) {
            definitions.rename(old, name);
            outcome.accept(old.id());
        } else {
            redefine(old, name, newRule, 0, outcome);
        }
    }

    void rollback(CommandReader command, Outcome outcome) {
        SegmentEntry old = segment(command, outcome);
        if (old == null || isBuilding(outcome) || isUnexpected(command, old, outcome)) {
            return;
        }
        int wanted = (int) number(command, Tag.VERSION);
        SegmentVersion version = definitions.version(old.id(), wanted);
        if (version == null) {
            outcome.refuseField(
                    "version",
                    "found " + wanted + ", expected "
                            + definitions.versions(old.id()).getFirst().version() + " to " + old.version() + " (of '"
                            + old.name() + "')");
        } else {
            redefine(old, old.name(), version.rule(), wanted, outcome);
        }
    }

    void delete(CommandReader command, Outcome outcome) {
        SegmentEntry old = segment(command, outcome);
        if (old == null || isBuilding(outcome) || isUnexpected(command, old, outcome)) {
            return;
        }
        List<SegmentEntry> referring = definitions.directlyReferringTo(old);
        if (referring.isEmpty()) {
            definitions.delete(old);
            outcome.accept(old.id());
            return;
        }
        String names = referring.stream().map(entry -> "'" + entry.name() + "'").collect(Collectors.joining(", "));
        outcome.refuse(
                Outcome.Kind.IN_USE,
                "segment: found '" + old.name() + "', which " + names
                        + (referring.size() == 1 ? " refers to" : " refer to")
                        + ", expected one that no other refers to");
    }

    private void redefine(SegmentEntry old, String name, String rule, int taken, Outcome outcome) {
        if (isFull(old, outcome)) {
            return;
        }
        try {
            definitions.redefine(old, name, rule, taken);
            outcome.accept(old.id());
        } catch (RuleException refused) {
            outcome.refuseRule(refused);
        }
    }

    private SegmentEntry segment(CommandReader command, Outcome outcome) {
        int segmentId = (int) number(command, Tag.SEGMENT);
        SegmentEntry entry = segments.catalog().byId(segmentId);
        if (entry == null) {
            outcome.refuse(
                    Outcome.Kind.UNKNOWN_SEGMENT, "segment: found id " + segmentId + ", expected one of " + workspace);
        }
        return entry;
    }

    private boolean isBuilding(Outcome outcome) {
        if (definitions.isBuilding()) {
            outcome.refuse(
                    Outcome.Kind.BUILDING,
                    "segments: found one of " + workspace + " that is being built, expected none; try again");
        }
        return definitions.isBuilding();
    }

    private static boolean isUnexpected(CommandReader command, SegmentEntry found, Outcome outcome) {
        List<String> expected = command.seek(Tag.EXPECTED) ? command.texts() : List.of();
        boolean unexpected = !expected.isEmpty() && !expected.contains(found.tag());
        if (unexpected) {
            outcome.refuse(
                    Outcome.Kind.CHANGED,
                    "segment: found '" + found.name() + "' at " + found.tag() + ", expected "
                            + String.join(" or ", expected) + "; another has changed it");
        }
        return unexpected;
    }

    private boolean isNameRefused(String name, SegmentEntry itself, Outcome outcome) {
        String reason = Names.refuseSegment(name);
        if (reason != null) {
            outcome.refuseField("name", reason);
            return true;
        }
        SegmentEntry holder = segments.catalog().byName(name);
        boolean taken = holder != null && holder.id() != (itself == null ? 0 : itself.id());
        if (taken) {
            outcome.refuse(
                    Outcome.Kind.NAME_TAKEN,
                    "name: found '" + name + "', expected a name that no segment of " + workspace + " has");
        }
        return taken;
    }

    private boolean isFull(SegmentEntry old, Outcome outcome) {
        boolean full = definitions.isFull(old);
        if (full) {
            outcome.refuse(
                    Outcome.Kind.LIMIT,
                    "segments: found " + Segments.MAX_SEGMENTS + ", expected room for one more in " + workspace);
        }
        return full;
    }

    private static String text(CommandReader command, int tag) {
        return command.seek(tag) ? command.text() : null;
    }

    private static long number(CommandReader command, int tag) {
        return command.seek(tag) ? command.number() : 0;
    }
}
