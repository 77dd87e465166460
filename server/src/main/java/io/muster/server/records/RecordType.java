package io.muster.server.records;

import io.muster.index.record.CommandKind;
import io.muster.index.record.Tag;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A type of record: the command it becomes and the keys it may have. */
final class RecordType {
    private final String name;
    private final int kind;
    private final String eventName;
    private final Map<String, RecordKey> keys;
    private final RecordKey[] required;

    /**
     * {@code eventName} is null unless it becomes an event. {@code required} names keys, {@code optional} are the
     * others.
     */
    RecordType(String name, int kind, String eventName, List<RecordKey> required, List<RecordKey> optional) {
        this.name = name;
        this.kind = kind;
        this.eventName = eventName;
        this.required = required.toArray(RecordKey[]::new);
        keys = new LinkedHashMap<>();
        Stream.concat(required.stream(), optional.stream()).forEach(key -> keys.put(key.name(), key));
    }

    private RecordType(String name, RecordType like) {
        this.name = name;
        kind = like.kind;
        eventName = name;
        keys = like.keys;
        required = like.required;
    }

    /** An event of that name with the keys of this one. */
    RecordType eventNamed(String otherName) {
        return new RecordType(otherName, this);
    }

    /** As it stands under {@code type}. */
    String name() {
        return name;
    }

    /** One of {@link io.muster.index.record.CommandKind}. */
    int kind() {
        return kind;
    }

    /** The name of the event, {@code email.opened}; null where it is none. */
    String eventName() {
        return eventName;
    }

    /** Null where records of this type have no such key. */
    RecordKey key(String keyName) {
        return keys.get(keyName);
    }

    /** The names of all keys. */
    Collection<String> keyNames() {
        return keys.keySet();
    }

    /** Those that each record of the type must have. */
    RecordKey[] required() {
        return required;
    }

    /** Whether every record of the type must have it. */
    boolean isRequired(RecordKey key) {
        for (RecordKey one : required) {
            if (one.tag() == key.tag()) {
                return true;
            }
        }
        return false;
    }

    /** The names that stand for the same as {@code key}, in quotes. */
    List<String> spellings(RecordKey key) {
        return keys.values().stream()
                .filter(one -> one.tag() == key.tag() && Objects.equals(one.property(), key.property()))
                .map(one -> "'" + one.name() + "'")
                .toList();
    }

    /** Whether null may stand there: it clears a field of a customer, and leaves a key out elsewhere. */
    boolean takesNull(RecordKey key) {
        boolean changesList =
                clears() && key.tag() >= Tag.COUNTRIES + Tag.ADD && key.tag() <= Tag.CHANNELS + Tag.REMOVE;
        return !isRequired(key) && !changesList && key.shape() != Shape.NAMED_VALUES;
    }

    /** Whether null clears the field rather than leaving it out. */
    boolean clears() {
        return kind == CommandKind.CUSTOMER;
    }
}
