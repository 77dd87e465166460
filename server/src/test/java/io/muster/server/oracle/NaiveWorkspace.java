package io.muster.server.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.index.change.Cause;
import io.muster.index.rule.Rule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A shop with its segments and its time: who is in which, who has just entered and left, and until when that holds. A
 * customer is asked again only where something was said of him, a definition changed, or time passed an edge; whenever
 * time has passed everyone is asked anew, and must be where the edges have brought him. One thread.
 */
final class NaiveWorkspace {
    /**
     * A customer entered or left a segment.
     *
     * @param segment the name it was made with
     * @param recordId what {@link io.muster.index.change.Change#recordId} says
     */
    record Flip(String segment, String customer, boolean entered, long atMillis, Cause cause, String recordId) {}

    /** Until when a membership holds if no record comes; {@link Long#MAX_VALUE} for ever. */
    record Until(boolean member, long untilMillis) {}

    private static final class Kept {
        final Set<String> members = new TreeSet<>();
        NaiveEdges edges;
        Predicate<NaiveCustomer> holds;
    }

    private record Due(NaiveSegments.Segment segment, NaiveCustomer customer) {}

    private final NaiveShop shop;
    private final NaiveSegments segments = new NaiveSegments();
    private final Map<NaiveSegments.Segment, Kept> kept = new HashMap<>();
    private final Map<String, NaiveCustomer> seen = new TreeMap<>();
    private List<Flip> flips = new ArrayList<>();
    private Instant now;

    NaiveWorkspace(ZoneId zone, Instant start) {
        shop = new NaiveShop(zone);
        now = start;
    }

    NaiveShop shop() {
        return shop;
    }

    NaiveSegments segments() {
        return segments;
    }

    Instant now() {
        return now;
    }

    /** What the last step did; where time passed, in its order. */
    List<Flip> flips() {
        return flips;
    }

    Set<String> members(NaiveSegments.Segment segment) {
        return kept.get(segment).members;
    }

    /** False where it is refused. */
    boolean take(JsonNode record, boolean imported) {
        flips = new ArrayList<>();
        boolean taken = shop.take(record, now);
        Set<String> gone = new HashSet<>(seen.keySet());
        gone.removeAll(shop.customers());
        for (String customer : gone) {
            seen.remove(customer);
            kept.keySet().forEach(segment -> set(segment, customer, false, now, Cause.DELETION, customer));
        }
        Cause cause = imported ? Cause.IMPORT : Cause.RECORD;
        String recordId = recordId(record);
        for (String id : shop.customers()) {
            NaiveCustomer customer = shop.customer(id);
            if (seen.put(id, customer) != customer) {
                kept.forEach((segment, each) -> set(segment, id, each.holds.test(customer), now, cause, recordId));
            }
        }
        return taken;
    }

    /** Lives through every instant on the way at which something may change. */
    void advance(Instant to) {
        flips = new ArrayList<>();
        TreeMap<Long, List<Due>> due = new TreeMap<>();
        kept.forEach((segment, each) -> {
            if (!each.edges.isEmpty()) {
                for (NaiveCustomer customer : seen.values()) {
                    for (long edge : each.edges.between(customer, now.toEpochMilli(), to.toEpochMilli())) {
                        due.computeIfAbsent(edge, none -> new ArrayList<>()).add(new Due(segment, customer));
                    }
                }
            }
        });
        Map<String, Rule> rules = segments.rules();
        due.forEach((edge, these) -> {
            Instant instant = Instant.ofEpochMilli(edge);
            NaiveRule then = new NaiveRule(shop.zone(), instant, rules);
            Map<NaiveSegments.Segment, Predicate<NaiveCustomer>> holding = new HashMap<>();
            for (Due each : these) {
                boolean holds = holding.computeIfAbsent(each.segment(), segment -> then.of(segment.rule()))
                        .test(each.customer());
                set(each.segment(), each.customer().id(), holds, instant, Cause.TIME, null);
            }
        });
        now = to;
        readRules(rules);
        kept.forEach((segment, each) -> {
            if (!membersAnew(each).equals(each.members)) {
                throw new IllegalStateException(segment.rule() + " at " + to + ": the edges lead to " + each.members
                        + ", expected " + membersAnew(each));
            }
        });
    }

    NaiveSegments.Verdict define(String name, String rule) {
        return redefined(segments.define(name, rule));
    }

    NaiveSegments.Verdict edit(String name, String rule) {
        return redefined(segments.edit(name, rule));
    }

    NaiveSegments.Verdict rollback(String name, int version) {
        return redefined(segments.rollback(name, version));
    }

    NaiveSegments.Verdict rename(String name, String newName) {
        return redefined(segments.rename(name, newName));
    }

    NaiveSegments.Verdict delete(String name) {
        return redefined(segments.delete(name));
    }

    /** False where it is refused. */
    boolean declare(String path, String type) {
        flips = new ArrayList<>();
        return shop.declare(path, type);
    }

    /** From here on, if nothing comes. */
    Until until(NaiveSegments.Segment segment, String id) {
        NaiveCustomer customer = shop.customer(id);
        if (customer == null) {
            return new Until(false, Long.MAX_VALUE);
        }
        boolean member = kept.get(segment).members.contains(id);
        for (long edge : kept.get(segment).edges.between(customer, now.toEpochMilli(), Long.MAX_VALUE)) {
            if (holdsAt(segment, customer, edge) != member) {
                return new Until(member, edge);
            }
        }
        return new Until(member, Long.MAX_VALUE);
    }

    /** Whether the customer is in at a later instant, if nothing comes. */
    boolean holdsAt(NaiveSegments.Segment segment, String customer, long instant) {
        return shop.customer(customer) != null && holdsAt(segment, shop.customer(customer), instant);
    }

    private boolean holdsAt(NaiveSegments.Segment segment, NaiveCustomer customer, long instant) {
        return new NaiveRule(shop.zone(), Instant.ofEpochMilli(instant), segments.rules())
                .of(segment.rule())
                .test(customer);
    }

    private NaiveSegments.Verdict redefined(NaiveSegments.Verdict verdict) {
        flips = new ArrayList<>();
        if (verdict != NaiveSegments.Verdict.TAKEN) {
            return verdict;
        }
        Map<String, Rule> rules = segments.rules();
        List<NaiveSegments.Segment> all = segments.all();
        for (NaiveSegments.Segment gone : List.copyOf(kept.keySet())) {
            if (!all.contains(gone)) {
                List.copyOf(kept.get(gone).members)
                        .forEach(customer -> set(gone, customer, false, now, Cause.DEFINITION, null));
                kept.remove(gone);
            }
        }
        for (NaiveSegments.Segment segment : all) {
            kept.computeIfAbsent(segment, none -> new Kept()).edges =
                    new NaiveEdges(segment.rule(), rules, shop.zone());
        }
        readRules(rules);
        kept.forEach((segment, each) -> seen.forEach(
                (id, customer) -> set(segment, id, each.holds.test(customer), now, Cause.DEFINITION, null)));
        return verdict;
    }

    private void readRules(Map<String, Rule> rules) {
        NaiveRule at = new NaiveRule(shop.zone(), now, rules);
        kept.forEach((segment, each) -> each.holds = at.of(segment.rule()));
    }

    private Set<String> membersAnew(Kept each) {
        Set<String> members = new TreeSet<>();
        seen.forEach((id, customer) -> {
            if (each.holds.test(customer)) {
                members.add(id);
            }
        });
        return members;
    }

    private void set(
            NaiveSegments.Segment segment, String customer, boolean in, Instant at, Cause cause, String recordId) {
        Set<String> members = kept.get(segment).members;
        if (in ? members.add(customer) : members.remove(customer)) {
            flips.add(new Flip(segment.birthName(), customer, in, at.toEpochMilli(), cause, recordId));
        }
    }

    /** Its own, if it has one; otherwise of the order or else the customer that it is about. */
    private static String recordId(JsonNode record) {
        for (String key : List.of("id", "order", "customer")) {
            if (record.hasNonNull(key)) {
                return record.get(key).asText();
            }
        }
        return null;
    }
}
