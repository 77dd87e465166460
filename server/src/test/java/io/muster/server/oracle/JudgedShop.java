package io.muster.server.oracle;

import io.muster.index.change.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A shop under test: what {@link Replay} lets a history happen to. Segments are named as they are called now. */
interface JudgedShop extends AutoCloseable {
    /** What a shop may be asked beyond its members. */
    enum Skill {
        UNTIL,
        CHANGES
    }

    /**
     * A customer entered or left a segment, as the shop tells it.
     *
     * @param segment the name it was made with
     * @param version of the segment's definition
     * @param recordId null unless a record is the cause
     */
    record Heard(
            String segment,
            int version,
            String customer,
            boolean entered,
            long sequence,
            long atMillis,
            Cause cause,
            String recordId) {}

    Set<Skill> skills();

    /**
     * False where the record is refused, see {@link #refusal()}.
     *
     * @param imported whether it is loaded as history
     */
    boolean take(String json, boolean imported);

    /** Why the last record or definition was refused. */
    String refusal();

    void advance(Instant now);

    /** The next instant at which the passing of time alone may change something. */
    long nextDueMillis();

    /** False where it is refused, as with all definitions; in force when it returns. */
    boolean define(String name, String rule);

    boolean edit(String name, String rule);

    boolean rename(String name, String newName);

    boolean rollback(String name, int version);

    boolean delete(String name);

    /** Types a custom field. */
    boolean declare(String path, String type);

    /** Of the segment's definition. */
    int version(String name);

    Set<String> members(String name);

    long cardinality(String name);

    boolean isMember(String name, String customer);

    /** With {@link Skill#UNTIL}. */
    NaiveWorkspace.Until until(String name, String customer);

    /** How many commands the shop has taken. */
    long sequence();

    /** What has been heard since this was last asked, in its order. With {@link Skill#CHANGES}. */
    List<Heard> heard();

    @Override
    void close();
}
