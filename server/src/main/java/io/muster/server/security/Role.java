package io.muster.server.security;

import java.util.Locale;

/** What a token may do in a workspace. */
public enum Role {
    /** Look-ups, counts, lists, exports, explanations, what-ifs and changes. */
    READ,
    /** Appending records, and nothing else: who delivers does not read. */
    INGEST,
    /** Everything, definitions among it; over all workspaces also the server itself. */
    ADMIN;

    /** As people write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null where there is no such role. */
    public static Role ofText(String text) {
        for (Role role : values()) {
            if (role.text().equals(text)) {
                return role;
            }
        }
        return null;
    }
}
