package io.muster.tools.cli;

import io.muster.server.config.ConfigException;
import io.muster.server.config.ConfigFile;
import io.muster.server.config.Configuration;
import io.muster.server.config.Setting;
import io.muster.server.config.ShippedConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "config",
        description = "Checks a server's configuration file, or prints one with every option explained.",
        subcommands = {ConfigCommand.Check.class, ConfigCommand.Example.class})
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this and end")
    private boolean help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected one of check, example");
    }

    @Command(
            name = "check",
            description = "Says whether a server would start with the file; exit code 1 where it would not.")
    static final class Check extends ServerCommand {
        @Parameters(index = "0", paramLabel = "FILE", description = "as muster serve --config takes it")
        private Path file;

        @Override
        public Integer call() throws IOException {
            ConfigFile read = ServerFlags.file(file);
            try {
                Configuration configuration = Configuration.read(read, Map.of(), Map.of());
                long set =
                        configuration.settings().stream().filter(Setting::isSet).count();
                print(file + ": " + set + " options set, nothing wrong");
                return ExitCodes.DONE;
            } catch (ConfigException wrong) {
                throw CommandFailure.refused(wrong.getMessage());
            }
        }
    }

    @Command(
            name = "example",
            description = "Prints muster.conf: every option with its meaning, trade-off and default.")
    static final class Example extends ServerCommand {
        @Override
        public Integer call() {
            terminal().out().print(ShippedConfig.text());
            return ExitCodes.DONE;
        }
    }
}
