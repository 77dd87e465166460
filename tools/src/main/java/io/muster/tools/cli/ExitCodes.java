package io.muster.tools.cli;

/** What a command ends with. Scripts rely on these. */
final class ExitCodes {
    static final int DONE = 0;

    /** Refused, or partly refused. */
    static final int REFUSED = 1;

    static final int USAGE = 2;
    static final int UNREACHABLE = 3;

    private ExitCodes() {}
}
