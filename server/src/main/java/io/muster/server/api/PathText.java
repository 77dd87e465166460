package io.muster.server.api;

/** How paths name workspaces and segments: by id where there is nothing but digits, else by name. */
public final class PathText {
    /** What {@link #id} answers for a name. */
    public static final int NO_ID = -1;

    private static final int MAX_ID_DIGITS = 9;

    private PathText() {}

    /** The id that it is, 0 (which nothing has) for one that is too high, or {@link #NO_ID}. */
    public static int id(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return NO_ID;
        }
        return text.length() > MAX_ID_DIGITS ? 0 : Integer.parseInt(text);
    }
}
