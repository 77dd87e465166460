package io.muster.server.oracle;

import java.time.Instant;
import java.util.Set;

/** A shop under test: what {@link Replay} lets a history happen to. */
interface JudgedShop extends AutoCloseable {
    /** False where the record is refused, see {@link #refusal()}. */
    boolean take(String json);

    /** Why the last record was refused. */
    String refusal();

    void advance(Instant now);

    /** The next instant at which the passing of time alone may change something. */
    long nextDueMillis();

    void define(String name, String rule);

    Set<String> members(String name);

    long cardinality(String name);

    boolean isMember(String name, String customer);

    @Override
    void close();
}
