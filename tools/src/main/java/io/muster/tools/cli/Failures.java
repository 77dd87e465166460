package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** How what went wrong is told, and what a command ends with then. */
final class Failures {
    private Failures() {}

    /** {@code {"error": text}}, with the server's code and the place in a rule or record where there is one. */
    static ObjectNode json(Throwable failure) {
        MusterException refused = failure instanceof MusterException server
                ? server
                : failure instanceof CommandFailure told ? told.serverFailure() : null;
        ObjectNode node = ServerCommand.JSON.createObjectNode();
        node.put("error", refused == null ? text(failure) : refused.getMessage());
        if (refused != null) {
            node.put("code", refused.code().name().toLowerCase(Locale.ROOT));
            if (refused.line() > 0) {
                node.put("line", refused.line()).put("column", refused.column());
            }
        }
        return node;
    }

    static String text(Throwable failure) {
        return switch (failure) {
            case IOException broken -> ioText(broken);
            case UncheckedIOException broken -> ioText(broken.getCause());
            case CommandFailure told -> told.getMessage();
            case MusterException refused -> refused.getMessage();
            default -> "this should not happen, please report it: " + failure;
        };
    }

    static int exitCode(Throwable failure) {
        return switch (failure) {
            case CommandFailure told -> told.exitCode();
            case MusterException refused -> exitCode(refused.code());
            default -> ExitCodes.REFUSED;
        };
    }

    private static int exitCode(ErrorCode code) {
        return switch (code) {
            case UNREACHABLE, TIMEOUT, STARTING -> ExitCodes.UNREACHABLE;
            default -> ExitCodes.REFUSED;
        };
    }

    private static String ioText(IOException failure) {
        return switch (failure) {
            case java.nio.file.NoSuchFileException missing -> missing.getFile() + ": no such file or directory";
            case java.nio.file.AccessDeniedException denied -> denied.getFile() + ": not allowed";
            case java.io.EOFException cut -> "the input ends in the middle: " + cut.getMessage();
            case FileSystemException file -> file.getFile() + ": " + reason(file);
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }

    private static String reason(FileSystemException failure) {
        return switch (failure) {
            case java.nio.file.FileAlreadyExistsException _ -> "is a file, expected a directory";
            case java.nio.file.DirectoryNotEmptyException _ -> "is a directory, expected a file";
            default -> failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
        };
    }
}
