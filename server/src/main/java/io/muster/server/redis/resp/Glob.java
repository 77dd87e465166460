package io.muster.server.redis.resp;

/**
 * A pattern as Redis has them: {@code *}, {@code ?}, {@code [a-z]}, {@code [^x]}, {@code \} before what is meant as it
 * is. Immutable; any thread.
 */
public final class Glob {
    private static final byte[] ALL = {'*'};

    private final byte[] pattern;

    /** A pattern of these bytes. */
    public Glob(byte[] pattern) {
        this.pattern = pattern.clone();
    }

    /** What everything matches. */
    public static Glob all() {
        return new Glob(ALL);
    }

    /**
     * Whether the first {@code length} bytes of {@code text} match. Takes time in proportion to pattern times text at
     * worst: after a star that failed only the last one is tried again, further on.
     */
    public boolean matches(byte[] text, int length) {
        int at = 0;
        int in = 0;
        int starAt = -1;
        int starIn = -1;
        while (at < length) {
            if (in < pattern.length && pattern[in] == '*') {
                starIn = in++;
                starAt = at;
                continue;
            }
            int end = in < pattern.length ? matchOne(in, text[at]) : -1;
            if (end >= 0) {
                in = end;
                at++;
            } else if (starIn >= 0) {
                in = starIn + 1;
                at = ++starAt;
            } else {
                return false;
            }
        }
        while (in < pattern.length && pattern[in] == '*') {
            in++;
        }
        return in == pattern.length;
    }

    /** Where the pattern goes on behind what that byte matches; -1 where it does not. */
    private int matchOne(int in, byte found) {
        return switch (pattern[in]) {
            case '?' -> in + 1;
            case '[' -> matchClass(in + 1, found & 0xFF);
            case '\\' -> {
                int escaped = in + 1 < pattern.length ? in + 1 : in;
                yield pattern[escaped] == found ? escaped + 1 : -1;
            }
            default -> pattern[in] == found ? in + 1 : -1;
        };
    }

    private int matchClass(int from, int found) {
        int in = from;
        boolean inverted = in < pattern.length && pattern[in] == '^';
        in += inverted ? 1 : 0;
        boolean matched = false;
        while (in < pattern.length && pattern[in] != ']') {
            if (pattern[in] == '\\' && in + 1 < pattern.length) {
                matched |= (pattern[in + 1] & 0xFF) == found;
                in += 2;
            } else if (in + 2 < pattern.length && pattern[in + 1] == '-') {
                int one = pattern[in] & 0xFF;
                int other = pattern[in + 2] & 0xFF;
                matched |= found >= Math.min(one, other) && found <= Math.max(one, other);
                in += 3;
            } else {
                matched |= (pattern[in] & 0xFF) == found;
                in++;
            }
        }
        return matched == inverted ? -1 : Math.min(in + 1, pattern.length);
    }
}
