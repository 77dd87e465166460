package io.muster.server.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A shop that can all that a shop may be asked, and is right because it is the naive one. */
class StoodInShop implements JudgedShop {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NaiveWorkspace naive;
    private final Map<String, Integer> versions = new HashMap<>();
    private final List<Heard> heard = new ArrayList<>();
    private long sequence;

    StoodInShop(History history) {
        naive = new NaiveWorkspace(history.zone(), history.start());
    }

    @Override
    public Set<Skill> skills() {
        return EnumSet.allOf(Skill.class);
    }

    @Override
    public boolean take(String json, boolean imported) {
        try {
            return told(naive.take(JSON.readTree(json), imported));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String refusal() {
        return "refused: " + naive.segments().rules();
    }

    @Override
    public void advance(Instant now) {
        naive.advance(now);
        told(true);
    }

    @Override
    public long nextDueMillis() {
        return naive.now().toEpochMilli();
    }

    @Override
    public boolean define(String name, String rule) {
        return told(naive.define(name, rule));
    }

    @Override
    public boolean edit(String name, String rule) {
        return told(naive.edit(name, rule));
    }

    @Override
    public boolean rename(String name, String newName) {
        return told(naive.rename(name, newName));
    }

    @Override
    public boolean rollback(String name, int version) {
        return told(naive.rollback(name, version));
    }

    @Override
    public boolean delete(String name) {
        return told(naive.delete(name));
    }

    @Override
    public boolean declare(String path, String type) {
        return told(naive.declare(path, type));
    }

    @Override
    public int version(String name) {
        return naive.segments().get(name).version();
    }

    @Override
    public Set<String> members(String name) {
        return naive.members(naive.segments().get(name));
    }

    @Override
    public long cardinality(String name) {
        return members(name).size();
    }

    @Override
    public boolean isMember(String name, String customer) {
        return members(name).contains(customer);
    }

    @Override
    public NaiveWorkspace.Until until(String name, String customer) {
        return naive.until(naive.segments().get(name), customer);
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public List<Heard> heard() {
        List<Heard> since = List.copyOf(heard);
        heard.clear();
        return since;
    }

    @Override
    public void close() {}

    private boolean told(NaiveSegments.Verdict verdict) {
        return told(verdict == NaiveSegments.Verdict.TAKEN);
    }

    private boolean told(boolean taken) {
        sequence++;
        naive.segments().all().forEach(segment -> versions.put(segment.birthName(), segment.version()));
        naive.flips()
                .forEach(flip -> heard.add(new Heard(
                        flip.segment(),
                        versions.get(flip.segment()),
                        flip.customer(),
                        flip.entered(),
                        sequence,
                        flip.atMillis(),
                        flip.cause(),
                        flip.recordId())));
        return taken;
    }
}
