package io.muster.index.field;

import io.muster.index.criterion.Criterion;
import java.util.HashMap;
import java.util.Map;

/** One field of the customers of one workspace, with the criteria over it. One thread. */
public abstract class Field {
    private final String name;
    private final FieldKind kind;
    private final Map<Object, Criterion> criteria = new HashMap<>();

    protected Field(String name, FieldKind kind) {
        this.name = name;
        this.kind = kind;
    }

    public final String name() {
        return name;
    }

    public final FieldKind kind() {
        return kind;
    }

    /** How many criteria look at this field. */
    public final int criteria() {
        return criteria.size();
    }

    /** The criterion for {@code predicate}, built from the column if nobody used it yet; the caller must release it. */
    public final Criterion acquire(Object predicate) {
        Criterion criterion = criteria.get(predicate);
        if (criterion == null) {
            criterion = build(predicate);
            criteria.put(predicate, criterion);
        }
        criterion.retain();
        return criterion;
    }

    /** Gives a criterion back; with its last user it goes. */
    public final void release(Criterion criterion) {
        if (criterion.release()) {
            criteria.remove(criterion.predicate());
            drop(criterion);
        }
    }

    /** A new criterion with its members, watched from now on. */
    protected abstract Criterion build(Object predicate);

    /** Stops watching it. */
    protected abstract void drop(Criterion criterion);

    /** Takes the customer's value away. */
    public abstract void clear(int ordinal);

    /** The customer's value as a Java object, or null: for people, not for the hot path. */
    public abstract Object value(int ordinal);
}
