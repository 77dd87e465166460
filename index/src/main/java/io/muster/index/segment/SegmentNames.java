package io.muster.index.segment;

import io.muster.index.SegmentEntry;
import io.muster.index.rule.NearestName;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleException;
import io.muster.index.rule.RuleParser;
import io.muster.index.rule.RuleText;
import io.muster.index.rule.Span;
import io.muster.index.rule.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which segment refers to which, by the names in their rules. Nothing of it may be building. One thread. */
final class SegmentNames {
    private final Segments segments;

    SegmentNames(Segments segments) {
        this.segments = segments;
    }

    /** The live segment of that name. Throws {@link RuleException} with the nearest name where there is none. */
    Segment find(Value.Text name) {
        SegmentEntry entry = segments.catalog().byName(name.text());
        if (entry == null) {
            throw unknown(name);
        }
        return segments.live(entry);
    }

    /**
     * The same for a rule of {@code of}, which must not refer to itself by whatever way.
     *
     * @param replaced the old definition of it and those that refer to it; empty for a new segment
     */
    Segment find(Value.Text name, SegmentEntry of, List<SegmentEntry> replaced) {
        if (name.text().equals(of.name())) {
            throw cycle(name, of, List.of(of.name()));
        }
        Segment found = find(name);
        if (replaced.contains(found.entry())) {
            throw cycle(name, of, path(found, of));
        }
        return found;
    }

    /** Those that refer to the segment itself, in the order of their ids. */
    List<SegmentEntry> directlyReferringTo(SegmentEntry entry) {
        return Arrays.stream(segments.live(entry).dependents())
                .mapToObj(this::at)
                .map(Segment::entry)
                .distinct()
                .sorted(Comparator.comparingInt(SegmentEntry::id))
                .toList();
    }

    /** Those that refer to the segment, or to one that does, and so on; none before one that it refers to. */
    List<SegmentEntry> referringTo(SegmentEntry entry) {
        Map<Integer, Segment> found = new LinkedHashMap<>();
        Deque<Segment> next = new ArrayDeque<>(List.of(segments.live(entry)));
        while (!next.isEmpty()) {
            for (int slot : next.remove().dependents()) {
                if (found.putIfAbsent(slot, at(slot)) == null) {
                    next.add(at(slot));
                }
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparingInt(Segment::rank).thenComparingInt(Segment::slot))
                .map(Segment::entry)
                .toList();
    }

    /** The rule's text with another name where it refers to a segment by the old one. */
    static String rewritten(String text, String oldName, String newName) {
        List<Span> spans = new ArrayList<>();
        gather(RuleParser.parse(text), oldName, spans);
        StringBuilder rewritten = new StringBuilder(text);
        for (Span span : spans.reversed()) {
            rewritten.replace(span.start(), span.end(), RuleText.quoted(newName));
        }
        return rewritten.toString();
    }

    private static void gather(Rule rule, String name, List<Span> spans) {
        if (rule instanceof Rule.InSegment inSegment) {
            inSegment.names().stream()
                    .filter(each -> each.text().equals(name))
                    .map(Value.Text::span)
                    .forEach(spans::add);
        }
        RuleText.terms(rule).forEach(term -> gather(term, name, spans));
    }

    /** The names from {@code found} down to {@code of}. */
    private List<String> path(Segment found, SegmentEntry of) {
        List<String> path = new ArrayList<>(List.of(found.entry().name()));
        Segment at = found;
        while (at.entry().id() != of.id()) {
            List<Segment> referred = new ArrayList<>();
            at.node().forEachSegment(referred::add);
            at = referred.stream()
                    .filter(each ->
                            each.entry().id() == of.id() || referringTo(of).contains(each.entry()))
                    .findFirst()
                    .orElseThrow();
            path.add(at.entry().name());
        }
        return path;
    }

    private static RuleException cycle(Value.Text name, SegmentEntry of, List<String> path) {
        return new RuleException(
                name.span(),
                "'" + name.text() + "', which makes a cycle: " + of.name() + " → "
                        + path.stream().collect(Collectors.joining(" → ")),
                "a segment that does not refer back to '" + of.name() + "'");
    }

    private RuleException unknown(Value.Text name) {
        List<String> known =
                segments.catalog().entries().stream().map(SegmentEntry::name).toList();
        String hint = NearestName.nearest(name.text(), known)
                .map(nearest -> " (did you mean '" + nearest + "'?)")
                .orElse(known.isEmpty() ? " (there are none yet)" : "");
        return new RuleException(
                name.span(), "'" + name.text() + "'", "the name of a segment of this workspace" + hint);
    }

    private Segment at(int slot) {
        return segments.at(slot);
    }
}
