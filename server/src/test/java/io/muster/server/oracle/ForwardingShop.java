package io.muster.server.oracle;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Does what another shop does, but for what a subclass makes wrong. */
abstract class ForwardingShop implements JudgedShop {
    final JudgedShop right;

    ForwardingShop(JudgedShop right) {
        this.right = right;
    }

    @Override
    public Set<Skill> skills() {
        return right.skills();
    }

    @Override
    public boolean take(String json, boolean imported) {
        return right.take(json, imported);
    }

    @Override
    public String refusal() {
        return right.refusal();
    }

    @Override
    public void advance(Instant now) {
        right.advance(now);
    }

    @Override
    public long nextDueMillis() {
        return right.nextDueMillis();
    }

    @Override
    public boolean define(String name, String rule) {
        return right.define(name, rule);
    }

    @Override
    public boolean edit(String name, String rule) {
        return right.edit(name, rule);
    }

    @Override
    public boolean rename(String name, String newName) {
        return right.rename(name, newName);
    }

    @Override
    public boolean rollback(String name, int version) {
        return right.rollback(name, version);
    }

    @Override
    public boolean delete(String name) {
        return right.delete(name);
    }

    @Override
    public boolean declare(String path, String type) {
        return right.declare(path, type);
    }

    @Override
    public int version(String name) {
        return right.version(name);
    }

    @Override
    public Set<String> members(String name) {
        return right.members(name);
    }

    @Override
    public long cardinality(String name) {
        return right.cardinality(name);
    }

    @Override
    public boolean isMember(String name, String customer) {
        return right.isMember(name, customer);
    }

    @Override
    public NaiveWorkspace.Until until(String name, String customer) {
        return right.until(name, customer);
    }

    @Override
    public long sequence() {
        return right.sequence();
    }

    @Override
    public List<Heard> heard() {
        return right.heard();
    }

    @Override
    public void close() {
        right.close();
    }
}
