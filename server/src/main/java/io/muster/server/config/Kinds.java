package io.muster.server.config;

import java.time.Duration;

/** The kinds of values, as {@link ServerAreas} names them. */
final class Kinds {
    static final long KIB = 1L << 10;
    static final long MIB = 1L << 20;
    static final long GIB = 1L << 30;
    static final long TIB = 1L << 40;

    private Kinds() {}

    /** A whole number; for a component of type int or long. */
    static ValueKind number(long least, long most) {
        return new NumberKind(least, most);
    }

    /** A number of bytes, written with its unit; for a component of type int or long. */
    static ValueKind size(long leastBytes, long mostBytes) {
        return new SizeKind(leastBytes, mostBytes);
    }

    /** A duration; for a component of type int or long that counts milliseconds, or of type {@link Duration}. */
    static ValueKind milliseconds(Duration least, Duration most) {
        return new DurationKind(Duration.ofMillis(1), least, most);
    }

    /** A constant of the enum, in lower case; for a component of its type. */
    static ValueKind choice(Class<? extends Enum<?>> type) {
        return ChoiceKind.of(type);
    }

    /** {@code yes} or {@code no}; for a component of type boolean. */
    static ValueKind yesOrNo() {
        return new SwitchKind();
    }

    /** A text; for a component of type String. */
    static ValueKind text(String what, int maxLength) {
        return new TextKind(what, maxLength);
    }

    /** A path; for a component of type Path. */
    static ValueKind path(String what) {
        return new TextKind(what, 4_096);
    }

    /** An instant; for a component of type long that counts milliseconds since the epoch. */
    static ValueKind instant() {
        return new InstantKind();
    }
}
