package io.muster.tools.cli;

import io.muster.protocol.client.MusterException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** All commands, and how their failures are told. */
public final class Commands {
    private static final int HELP_WIDTH = 110;
    private static final String JSON_OPTION = "--json";

    private Commands() {}

    /** Makes the commands part of {@code root}. */
    public static void addTo(CommandLine root, Terminal terminal) {
        root.addSubcommand(new DemoCommand());
        root.addSubcommand(ServeCommand.commandLine(System.getenv()));
        root.addSubcommand(new ConfigCommand());
        root.addSubcommand(new WorkspaceCommand());
        root.addSubcommand(new LoadCommand());
        root.addSubcommand(new SegmentsCommand());
        root.addSubcommand(new SegmentCommand());
        root.addSubcommand(new MemberCommand());
        root.addSubcommand(new CustomerCommand());
        root.addSubcommand(new CountCommand());
        root.addSubcommand(new OverlapCommand());
        root.addSubcommand(new SuggestCommand());
        root.addSubcommand(new FieldsCommand());
        root.addSubcommand(new FieldCommand());
        root.addSubcommand(new WhatIfCommand());
        root.addSubcommand(new ExportCommand());
        root.addSubcommand(new ClockCommand());
        root.addSubcommand(new GenerateCommand());
        root.addSubcommand(new StatusCommand());
        root.addSubcommand(new SnapshotCommand());
        root.addSubcommand(new BackupCommand());
        root.addSubcommand(new RestoreCommand());
        root.addSubcommand(new VerifyCommand());
        root.addSubcommand(new RepairCommand());
        root.setOut(new PrintWriter(terminal.out(), true));
        root.setErr(new PrintWriter(terminal.err(), true));
        root.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        root.setUsageHelpWidth(HELP_WIDTH);
        root.setExecutionExceptionHandler((failure, command, parsed) -> tell(terminal, failure, command.getCommand()));
        root.setParameterExceptionHandler((failure, arguments) -> tellUsage(terminal, failure, arguments));
    }

    private static int tellUsage(Terminal terminal, ParameterException failure, String[] arguments) {
        String name = failure.getCommandLine().getCommandSpec().qualifiedName();
        tellUsage(terminal, name, failure.getMessage(), arguments);
        return ExitCodes.USAGE;
    }

    /** Says what is wrong with the {@code arguments} of the command of that name. */
    public static void tellUsage(Terminal terminal, String name, String message, String... arguments) {
        if (List.of(arguments).contains(JSON_OPTION)) {
            terminal.err().println(Failures.json(CommandFailure.usage(name + ": " + message)));
        } else {
            terminal.err().println(name + ": " + message);
            terminal.err().println("see: " + name + " --help");
        }
    }

    private static int tell(Terminal terminal, Exception failure, Object command) {
        if (command instanceof ServerCommand asked && asked.global.json) {
            terminal.err().println(Failures.json(failure));
        } else {
            terminal.err().println(Failures.text(failure));
        }
        boolean told = failure instanceof CommandFailure
                || failure instanceof MusterException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException;
        if (!told) {
            failure.printStackTrace(terminal.err());
        }
        return Failures.exitCode(failure);
    }
}
