package io.muster.tools.cli;

import io.muster.protocol.client.ClientOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "serve", description = "Runs the server until it is told to stop (SIGINT or SIGTERM).")
final class ServeCommand extends ServerCommand {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where the journal is kept (default: nowhere, all is lost at the end)")
    private Path data;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = GlobalOptions.DEFAULT_HOST,
            description = "address to listen on (default: ${DEFAULT-VALUE})")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + ClientOptions.DEFAULT_PORT,
            description = "port to listen on, 0 for any free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--http-port", paramLabel = "PORT", description = "comes with a later version")
    private Integer httpPort;

    @Option(names = "--redis-port", paramLabel = "PORT", description = "comes with a later version")
    private Integer redisPort;

    @Option(
            names = "--clock",
            paramLabel = "KIND",
            defaultValue = "system",
            description = "system, or manual: moves only by muster clock (default: ${DEFAULT-VALUE})")
    private String clock;

    @Option(names = "--now", paramLabel = "INSTANT", description = "where a manual clock starts")
    private String now;

    @Option(
            names = "--expected-customers",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "what the server makes room for, over all workspaces (default: ${DEFAULT-VALUE})")
    private int expectedCustomers;

    @Option(
            names = "--expected-orders",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "what the server makes room for, over all workspaces (default: ${DEFAULT-VALUE})")
    private int expectedOrders;

    @Override
    public Integer call() throws IOException {
        ServerSettings settings = settings();
        try (ShutdownSignal shutdown = new ShutdownSignal();
                LocalServer server = LocalServer.start(settings)) {
            if (global.json) {
                printJson(JSON.createObjectNode().put("host", server.host()).put("port", server.port()));
            } else {
                print("muster is listening on " + server.address());
            }
            if (settings.dataOrNull() == null) {
                tell("kept in memory only; --data DIR keeps it");
            }
            terminal().out().flush();
            shutdown.await();
            tell("stopping");
        }
        return ExitCodes.DONE;
    }

    private ServerSettings settings() {
        refuseLater("--http-port", httpPort);
        refuseLater("--redis-port", redisPort);
        if (port < 0 || port > 65_535) {
            throw CommandFailure.usage("--port: found " + port + ", expected 0 to 65535");
        }
        if (host.isBlank()) {
            throw CommandFailure.usage("--host: found nothing, expected an address to listen on");
        }
        if (data != null && data.toString().isBlank()) {
            throw CommandFailure.usage("--data: found nothing, expected a directory");
        }
        if (expectedCustomers < 1 || expectedOrders < 1) {
            throw CommandFailure.usage("--expected-customers, --expected-orders: expected 1 or more");
        }
        return new ServerSettings(data, host, port, manualStart(), expectedCustomers, expectedOrders);
    }

    private Instant manualStart() {
        switch (clock) {
            case "system" -> {
                if (now != null) {
                    throw CommandFailure.usage("--now: goes with --clock manual only");
                }
                return null;
            }
            case "manual" -> {
                if (now == null) {
                    throw CommandFailure.usage("--clock manual: expected --now INSTANT, where it starts");
                }
                Instant start = ClockCommand.instant("--now", now);
                if (start.toEpochMilli() < 0) {
                    throw CommandFailure.usage("--now: found " + start + ", expected " + Instant.EPOCH + " or later");
                }
                return start;
            }
            default -> throw CommandFailure.usage("--clock: found '" + clock + "', expected system or manual");
        }
    }

    private static void refuseLater(String option, Integer given) {
        if (given != null) {
            throw CommandFailure.usage(option + ": comes with a later version");
        }
    }
}
