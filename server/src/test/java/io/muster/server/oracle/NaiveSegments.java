package io.muster.server.oracle;

import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleParser;
import io.muster.index.rule.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The definitions of a workspace, each with all its versions. One thread. */
final class NaiveSegments {
    /** What became of a definition. */
    enum Verdict {
        TAKEN,
        UNKNOWN_SEGMENT,
        NAME_TAKEN,
        BAD_RULE,
        IN_USE
    }

    /** A segment, known by the name it was made with, whatever it is called now. */
    static final class Segment {
        private final String birthName;
        private final List<Rule> versions = new ArrayList<>();
        private final Set<Integer> reworded = new HashSet<>();
        private String name;

        private Segment(String name, Rule rule) {
            this.birthName = name;
            this.name = name;
            versions.add(rule);
        }

        String birthName() {
            return birthName;
        }

        String name() {
            return name;
        }

        Rule rule() {
            return versions.getLast();
        }

        int version() {
            return versions.size();
        }

        /** Whether a rename of another segment has rewritten that version. */
        boolean isReworded(int version) {
            return reworded.contains(version);
        }

        private void reword(String from, String to) {
            for (int i = 0; i < versions.size(); i++) {
                if (names(versions.get(i)).contains(from)) {
                    versions.set(i, renamed(versions.get(i), from, to));
                    reworded.add(i + 1);
                }
            }
        }
    }

    private final Map<String, Segment> byName = new LinkedHashMap<>();

    /** In the order in which they were made, but for renamed ones, which come last. */
    List<Segment> all() {
        return List.copyOf(byName.values());
    }

    /** Null where there is none. */
    Segment get(String name) {
        return byName.get(name);
    }

    /** By the segments' present names. */
    Map<String, Rule> rules() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        byName.forEach((name, segment) -> rules.put(name, segment.rule()));
        return rules;
    }

    Verdict define(String name, String text) {
        Rule rule = RuleParser.parse(text);
        if (byName.containsKey(name)) {
            return Verdict.NAME_TAKEN;
        }
        if (!byName.keySet().containsAll(names(rule))) {
            return Verdict.BAD_RULE;
        }
        byName.put(name, new Segment(name, rule));
        return Verdict.TAKEN;
    }

    Verdict edit(String name, String text) {
        return replace(name, RuleParser.parse(text));
    }

    /** A new version with the rule of an earlier one. */
    Verdict rollback(String name, int version) {
        Segment segment = byName.get(name);
        if (segment == null || version < 1 || version > segment.version()) {
            return Verdict.UNKNOWN_SEGMENT;
        }
        return replace(name, segment.versions.get(version - 1));
    }

    Verdict rename(String name, String newName) {
        if (!byName.containsKey(name)) {
            return Verdict.UNKNOWN_SEGMENT;
        }
        if (name.equals(newName)) {
            return Verdict.TAKEN;
        }
        if (byName.containsKey(newName)) {
            return Verdict.NAME_TAKEN;
        }
        Segment segment = byName.remove(name);
        segment.name = newName;
        byName.put(newName, segment);
        byName.values().forEach(each -> each.reword(name, newName));
        return Verdict.TAKEN;
    }

    Verdict delete(String name) {
        if (!byName.containsKey(name)) {
            return Verdict.UNKNOWN_SEGMENT;
        }
        if (!referring(name).isEmpty()) {
            return Verdict.IN_USE;
        }
        byName.remove(name);
        return Verdict.TAKEN;
    }

    /** The names of the segments whose rules in force name that one. */
    Set<String> referring(String name) {
        Set<String> referring = new TreeSet<>();
        byName.forEach((each, segment) -> {
            if (names(segment.rule()).contains(name)) {
                referring.add(each);
            }
        });
        return referring;
    }

    private Verdict replace(String name, Rule rule) {
        Segment segment = byName.get(name);
        if (segment == null) {
            return Verdict.UNKNOWN_SEGMENT;
        }
        if (!byName.keySet().containsAll(names(rule)) || leadsTo(rule, name)) {
            return Verdict.BAD_RULE;
        }
        segment.versions.add(rule);
        return Verdict.TAKEN;
    }

    private boolean leadsTo(Rule rule, String name) {
        Set<String> names = names(rule);
        return names.contains(name)
                || names.stream().anyMatch(each -> leadsTo(byName.get(each).rule(), name));
    }

    /** The segments that a rule names. */
    static Set<String> names(Rule rule) {
        Set<String> names = new TreeSet<>();
        switch (rule) {
            case Rule.Or or -> or.terms().forEach(term -> names.addAll(names(term)));
            case Rule.And and -> and.terms().forEach(term -> names.addAll(names(term)));
            case Rule.Not not -> names.addAll(names(not.term()));
            case Rule.InSegment in -> in.names().forEach(name -> names.add(name.text()));
            default -> {}
        }
        return names;
    }

    private static Rule renamed(Rule rule, String from, String to) {
        return switch (rule) {
            case Rule.Or or -> new Rule.Or(renamed(or.terms(), from, to), or.span());
            case Rule.And and -> new Rule.And(renamed(and.terms(), from, to), and.span());
            case Rule.Not not -> new Rule.Not(renamed(not.term(), from, to), not.span());
            case Rule.InSegment in ->
                new Rule.InSegment(
                        in.negated(),
                        in.names().stream()
                                .map(name -> name.text().equals(from) ? new Value.Text(to, name.span()) : name)
                                .toList(),
                        in.span());
            default -> rule;
        };
    }

    private static List<Rule> renamed(List<Rule> rules, String from, String to) {
        return rules.stream().map(rule -> renamed(rule, from, to)).toList();
    }
}
