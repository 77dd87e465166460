package io.muster.tools.cli;

import io.muster.protocol.client.MusterException;

/** Ends a command with a message of a line or two and an exit code. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final MusterException serverFailure;

    CommandFailure(int exitCode, String message) {
        this(exitCode, message, null);
    }

    private CommandFailure(int exitCode, String message, MusterException serverFailure) {
        super(message, null, false, false);
        this.exitCode = exitCode;
        this.serverFailure = serverFailure;
    }

    static CommandFailure refused(String message) {
        return new CommandFailure(ExitCodes.REFUSED, message);
    }

    /** Says in other words what the server refused. */
    static CommandFailure refused(String message, MusterException serverFailure) {
        return new CommandFailure(ExitCodes.REFUSED, message, serverFailure);
    }

    static CommandFailure usage(String message) {
        return new CommandFailure(ExitCodes.USAGE, message);
    }

    int exitCode() {
        return exitCode;
    }

    /** What the server said; null where that is not what went wrong. */
    MusterException serverFailure() {
        return serverFailure;
    }
}
