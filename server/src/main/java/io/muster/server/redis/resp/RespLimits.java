package io.muster.server.redis.resp;

/** How long a command may be, and how much it may ask for. */
public final class RespLimits {
    /** Most arguments of a command, its name included. */
    public static final int MAX_ARGUMENTS = 65_536;

    /** Longest argument. */
    public static final int MAX_ARGUMENT_BYTES = 1 << 20;

    /** Longest command as it is sent. */
    public static final int MAX_COMMAND_BYTES = 16 << 20;

    /** Longest line: an inline command, or a count or length with its line end. */
    public static final int MAX_LINE_BYTES = 64 * 1024;

    /** Most arguments of a command while the peer has not said who it is. */
    public static final int MAX_STRANGER_ARGUMENTS = 10;

    /** Longest argument while the peer has not said who it is. */
    public static final int MAX_STRANGER_ARGUMENT_BYTES = 16 * 1024;

    /** Most keys of a command that combines segments: each costs the engine a copy. */
    public static final int MAX_KEYS = 128;

    /** Most members that are drawn with repetitions. */
    public static final int MAX_REPEATED_MEMBERS = 1_000_000;

    /** Longest pattern of names or ids: each is compared with it. */
    public static final int MAX_PATTERN_BYTES = 1_024;

    /** Most that one step of a walk tells. */
    public static final int MAX_STEP = 1_000;

    private RespLimits() {}
}
