package io.muster.server.records;

import io.muster.index.rule.NearestName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Checks of the names in a record; each method that refuses returns false. */
final class NameCheck {
    private NameCheck() {}

    /** Whether {@code name} has the length and the characters of a name, else refuses the current token. */
    static boolean isName(RecordCursor cursor, String name) {
        int limit = RecordLimits.NAME_LENGTH_BYTES;
        int length = name.length() > limit ? name.length() : name.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > limit) {
            return cursor.refuse("found a name of " + length + " bytes, expected 1 to " + limit);
        }
        return isPaired(name) || cursor.refuse("found half of a surrogate pair, expected Unicode text");
    }

    /** Refuses a key that the type does not have. */
    static boolean refuseUnknown(RecordCursor cursor, String name, RecordType type) {
        String reason = "found unknown key " + RecordCursor.quoted(name) + ", expected a key of " + type.name();
        Optional<String> nearest = NearestName.nearest(name, type.keyNames());
        return cursor.refuse(
                nearest.map(known -> reason + "; did you mean '" + known + "'?").orElse(reason));
    }

    /** Refuses a key that was there before, by this or another spelling. */
    static boolean refuseSecond(RecordCursor cursor, RecordKey key, RecordType type) {
        String spellings = String.join(" or ", type.spellings(key));
        return cursor.refuse(
                "found " + RecordCursor.quoted(key.name()) + " a second time, expected " + spellings + " once");
    }

    private static boolean isPaired(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean paired = i + 1 < name.length() && Character.isSurrogatePair(c, name.charAt(i + 1));
            if (!paired) {
                return false;
            }
            i++;
        }
        return true;
    }
}
