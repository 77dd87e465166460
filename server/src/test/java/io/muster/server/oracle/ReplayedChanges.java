package io.muster.server.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows the changes that a shop tells, starting with nothing: they must give the members after each step, and be
 * those that the naive workspace expects of it, each at its instant and for its reason, none missing and none to spare.
 */
final class ReplayedChanges {
    private final JudgedShop judged;
    private final NaiveWorkspace naive;
    private final Map<String, Set<String>> members = new HashMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private long sequence;
    private long atMillis = Long.MIN_VALUE;

    ReplayedChanges(JudgedShop judged, NaiveWorkspace naive) {
        this.judged = judged;
        this.naive = naive;
        sequence = judged.sequence();
        judged.heard();
    }

    /** What is wrong with those of the last step; null if nothing is. */
    String compare() {
        List<JudgedShop.Heard> heard = judged.heard();
        for (NaiveSegments.Segment segment : naive.segments().all()) {
            versions.put(segment.birthName(), judged.version(segment.name()));
        }
        List<String> found = new ArrayList<>();
        long before = sequence;
        for (JudgedShop.Heard each : heard) {
            String wrong = wrong(each, before);
            if (wrong != null) {
                return each + "\n  " + wrong + "\n  among " + heard;
            }
            found.add(new NaiveWorkspace.Flip(
                            each.segment(),
                            each.customer(),
                            each.entered(),
                            each.atMillis(),
                            each.cause(),
                            each.recordId())
                    .toString());
        }
        sequence = judged.sequence();
        List<String> expected = new ArrayList<>();
        naive.flips().forEach(flip -> expected.add(flip.toString()));
        return compare(expected, found);
    }

    private String compare(List<String> expected, List<String> found) {
        expected.sort(null);
        found.sort(null);
        if (!expected.equals(found)) {
            List<String> missing = new ArrayList<>(expected);
            found.forEach(missing::remove);
            List<String> spare = new ArrayList<>(found);
            expected.forEach(spare::remove);
            return "changes until " + naive.now() + "\n  missing " + missing + "\n  too many " + spare;
        }
        for (NaiveSegments.Segment segment : naive.segments().all()) {
            Set<String> followed = members.getOrDefault(segment.birthName(), Set.of());
            if (!followed.equals(naive.members(segment))) {
                return "the changes of " + segment.name() + " give " + followed + ", expected "
                        + naive.members(segment);
            }
        }
        return null;
    }

    private String wrong(JudgedShop.Heard each, long before) {
        Set<String> these = members.computeIfAbsent(each.segment(), none -> new TreeSet<>());
        if (!(each.entered() ? these.add(each.customer()) : these.remove(each.customer()))) {
            return each.entered() ? "was in already" : "was not in";
        }
        if (each.sequence() <= before || each.sequence() < sequence || each.sequence() > judged.sequence()) {
            return "sequence: expected one after " + before + ", from " + sequence + " to " + judged.sequence();
        }
        if (each.atMillis() < atMillis) {
            return "time: expected none before " + atMillis;
        }
        if (each.version() != versions.getOrDefault(each.segment(), -1)) {
            return "version: expected " + versions.get(each.segment());
        }
        sequence = each.sequence();
        atMillis = each.atMillis();
        return null;
    }
}
