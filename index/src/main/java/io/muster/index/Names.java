package io.muster.index;

/** What workspaces and segments may be called. */
public final class Names {
    /** Longest name of a workspace, in characters. */
    public static final int MAX_WORKSPACE_LENGTH = 100;

    /** Longest name of a segment, in characters. */
    public static final int MAX_SEGMENT_LENGTH = 200;

    private Names() {}

    /** Why {@code name} can't be a workspace's, or null. A colon would make {@code workspace:segment} ambiguous. */
    static String refuseWorkspace(String name) {
        return name.indexOf(':') >= 0 ? "found ':' in the name, expected none" : refuse(name, MAX_WORKSPACE_LENGTH);
    }

    /** Why {@code name} can't be a segment's, or null. */
    static String refuseSegment(String name) {
        return refuse(name, MAX_SEGMENT_LENGTH);
    }

    private static String refuse(String name, int maxLength) {
        if (name.isBlank()) {
            return "found an empty name, expected 1 to " + maxLength + " characters";
        }
        if (name.length() > maxLength) {
            return "found " + name.length() + " characters, expected 1 to " + maxLength;
        }
        return name.chars().anyMatch(Character::isISOControl) ? "found a control character, expected none" : null;
    }
}
