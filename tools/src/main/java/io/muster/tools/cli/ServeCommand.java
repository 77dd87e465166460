package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.muster.server.ServerOptions;
import io.muster.server.config.Configuration;
import io.muster.server.config.Setting;
import io.muster.server.logging.LogOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        sortOptions = false,
        description = {
            "Runs the server until it is told to stop (SIGINT or SIGTERM). A second SIGINT ends it at once; what was"
                    + " acknowledged is safe. Exit codes: 0 stopped in order, 1 could not start or not stop in time, 2"
                    + " wrong usage, 3 out of memory, 130 ended at once.",
            "",
            "Every option below can also stand in a file (--config) or in the environment (--io-threads as"
                    + " MUSTER_IO_THREADS); a flag wins over the environment, and that over the file. muster config"
                    + " example prints the file with all options, their trade-offs and bounds.",
            ""
        })
final class ServeCommand extends ServerCommand {
    private final Map<String, String> environment;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "options from this file (default: $MUSTER_CONFIG, or none)")
    private Path config;

    @Option(names = "--print-config", description = "print what would be in force, and from where, and end")
    private boolean printConfig;

    private ServeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The command, with a flag for each option of the server. */
    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine command = new CommandLine(new ServeCommand(environment));
        ServerFlags.addTo(command.getCommandSpec());
        return command;
    }

    @Override
    public Integer call() throws IOException {
        Configuration configuration = ServerFlags.read(spec.commandLine().getParseResult(), config, environment);
        if (printConfig) {
            print(configuration);
            return ExitCodes.DONE;
        }
        serve(configuration.options());
        return ExitCodes.DONE;
    }

    private void serve(ServerOptions options) throws IOException {
        LogOutput.apply(options.log(), terminal().err());
        try (ShutdownSignal shutdown = new ShutdownSignal();
                LocalServer server = LocalServer.start(options)) {
            if (global.json) {
                printJson(JSON.createObjectNode()
                        .put("host", server.host())
                        .put("port", server.port())
                        .put("http_port", server.httpPort())
                        .put("redis_port", server.redisPort()));
            } else {
                print("muster is listening on " + server.address());
                if (server.httpPort() > 0) {
                    String scheme = options.tls().isOn() ? "https" : "http";
                    String http = scheme + "://" + options.http().host() + ":" + server.httpPort();
                    print("console: " + http + "/");
                    print("health and metrics: " + http);
                }
                if (server.redisPort() > 0) {
                    print("clients of Redis: " + options.redis().host() + ":" + server.redisPort());
                }
            }
            if (options.dataDirectory() == null) {
                tell("kept in memory only; --data DIR keeps it");
            }
            terminal().out().flush();
            shutdown.await();
            tell("stopping");
        }
    }

    private void print(Configuration configuration) {
        if (global.json) {
            ArrayNode all = JSON.createArrayNode();
            for (Setting setting : configuration.settings()) {
                all.addObject()
                        .put("name", setting.option().name())
                        .put("value", setting.text())
                        .put("from", setting.origin());
            }
            printJson(all);
            return;
        }
        TextTable table = new TextTable("option", "value", "from");
        for (Setting setting : configuration.settings()) {
            table.row(setting.option().name(), setting.text(), setting.origin());
        }
        table.print(terminal().out());
    }
}
