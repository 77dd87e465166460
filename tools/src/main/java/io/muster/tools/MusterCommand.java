package io.muster.tools;

import io.muster.tools.cli.Commands;
import io.muster.tools.cli.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code muster}: customer segmentation, exact at every millisecond. */
@Command(
        name = "muster",
        description = "Customer segmentation, exact at every millisecond.",
        versionProvider = MusterCommand.Version.class)
public final class MusterCommand implements Runnable {
    private static final int REFUSED = 1;
    private static final int USAGE = 2;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this and end")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "print the version and end")
    private boolean version;

    private MusterCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(Terminal.ofProcess(), arguments));
    }

    /** Runs one command; returns 0 when done, 1 when refused, 2 for wrong usage, 3 when no server answers. */
    public static int run(Terminal terminal, String... arguments) {
        CommandLine commandLine = new CommandLine(new MusterCommand(terminal));
        Commands.addTo(commandLine, terminal);
        if (arguments.length > 0
                && !arguments[0].startsWith("-")
                && !commandLine.getSubcommands().containsKey(arguments[0])) {
            Commands.tellUsage(terminal, "muster", "found no command '" + arguments[0] + "'", arguments);
            return USAGE;
        }
        int exitCode = commandLine.execute(arguments);
        if (terminal.out().checkError() && exitCode == 0) {
            terminal.err().println("standard output can't be written");
            return REFUSED;
        }
        return exitCode;
    }

    /** What {@code --version} prints: the version of this program, as built. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String built = MusterCommand.class.getPackage().getImplementationVersion();
            return new String[] {"muster " + (built == null ? "development" : built)};
        }
    }

    /** Where the command reads and writes. */
    public Terminal terminal() {
        return terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a command");
    }
}
