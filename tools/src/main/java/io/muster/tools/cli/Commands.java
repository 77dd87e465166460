package io.muster.tools.cli;

import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** All commands, and how their failures are told. */
public final class Commands {
    private static final int HELP_WIDTH = 110;

    private Commands() {}

    /** Makes the commands part of {@code root}. */
    public static void addTo(CommandLine root, Terminal terminal) {
        root.addSubcommand(new DemoCommand());
        root.addSubcommand(new ServeCommand());
        root.addSubcommand(new WorkspaceCommand());
        root.addSubcommand(new LoadCommand());
        root.addSubcommand(new SegmentsCommand());
        root.addSubcommand(new SegmentCommand());
        root.addSubcommand(new MemberCommand());
        root.addSubcommand(new CustomerCommand());
        root.addSubcommand(new CountCommand());
        root.addSubcommand(new ExportCommand());
        root.addSubcommand(new ClockCommand());
        root.addSubcommand(new GenerateCommand());
        root.addSubcommand(new StatusCommand());
        root.setOut(new PrintWriter(terminal.out(), true));
        root.setErr(new PrintWriter(terminal.err(), true));
        root.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        root.setUsageHelpWidth(HELP_WIDTH);
        root.setExecutionExceptionHandler((failure, command, parsed) -> tell(terminal, failure));
        root.setParameterExceptionHandler((failure, arguments) -> tellUsage(terminal, failure));
    }

    private static int tellUsage(Terminal terminal, ParameterException failure) {
        String name = failure.getCommandLine().getCommandSpec().qualifiedName();
        terminal.err().println(name + ": " + failure.getMessage());
        terminal.err().println("see: " + name + " --help");
        return ExitCodes.USAGE;
    }

    private static int tell(Terminal terminal, Exception failure) {
        switch (failure) {
            case CommandFailure told -> {
                terminal.err().println(told.getMessage());
                return told.exitCode();
            }
            case MusterException refused -> {
                terminal.err().println(refused.getMessage());
                return exitCode(refused.code());
            }
            case IOException broken -> terminal.err().println(text(broken));
            case UncheckedIOException broken -> terminal.err().println(text(broken.getCause()));
            default -> {
                terminal.err().println("this should not happen, please report it:");
                failure.printStackTrace(terminal.err());
            }
        }
        return ExitCodes.REFUSED;
    }

    private static int exitCode(ErrorCode code) {
        return switch (code) {
            case UNREACHABLE, TIMEOUT, STARTING -> ExitCodes.UNREACHABLE;
            default -> ExitCodes.REFUSED;
        };
    }

    private static String reason(FileSystemException failure) {
        return switch (failure) {
            case java.nio.file.FileAlreadyExistsException _ -> "is a file, expected a directory";
            case java.nio.file.DirectoryNotEmptyException _ -> "is a directory, expected a file";
            default -> failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
        };
    }

    private static String text(IOException failure) {
        return switch (failure) {
            case java.nio.file.NoSuchFileException missing -> missing.getFile() + ": no such file or directory";
            case java.nio.file.AccessDeniedException denied -> denied.getFile() + ": not allowed";
            case java.io.EOFException cut -> "the input ends in the middle: " + cut.getMessage();
            case FileSystemException file -> file.getFile() + ": " + reason(file);
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }
}
