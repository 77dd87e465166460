package io.muster.tools.cli;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.ServerOptions;
import io.muster.server.generate.ShopOptions;
import io.muster.server.http.HttpOptions;
import io.muster.server.redis.RedisOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description =
                "Starts a server with a generated shop, shows its segments and how fast they answer, and stays up.")
final class DemoCommand extends ServerCommand {
    private static final String WORKSPACE = "demo";
    private static final double ORDERS_PER_CUSTOMER = 2.5;
    private static final double ROOM = 1.25;
    private static final int SHOWN_LOOKUPS = 10;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "200000",
            description = "how many the shop has (default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "another one makes another shop (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--lookups",
            paramLabel = "N",
            defaultValue = "100000",
            description = "how many are measured (default: ${DEFAULT-VALUE})")
    private int lookups;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "port to listen on (default: " + ClientOptions.DEFAULT_PORT + ", or any free one)")
    private Integer port;

    @Option(names = "--exit", description = "end when all is shown")
    private boolean exit;

    @Override
    public Integer call() throws IOException {
        ShopOptions shop = shop();
        try (ShutdownSignal shutdown = new ShutdownSignal();
                LocalServer server = LocalServer.start(options())) {
            try (MusterClient client = MusterClient.connect(ClientOptions.of(server.host(), server.port()))) {
                client.createWorkspace(WORKSPACE, shop.zone().getId(), shop.currency());
                WorkspaceClient workspace = client.workspace(WORKSPACE);
                load(shop, workspace);
                show(workspace);
            }
            print("");
            print("muster is listening on " + server.address() + ", workspace " + WORKSPACE);
            if (!exit) {
                print("in a browser:  http://" + server.host() + ":" + server.httpPort() + "/");
                print("in another window try:  muster member 'Frequent buyers' c-17 --server " + server.address());
                print("or any client of Redis:  redis-cli -p " + server.redisPort() + " SISMEMBER '" + WORKSPACE
                        + ":Frequent buyers' c-17");
                print("Ctrl-C ends it.");
                terminal().out().flush();
                shutdown.await();
                tell("stopping");
            }
        }
        return ExitCodes.DONE;
    }

    private ServerOptions options() throws IOException {
        return ServerOptions.builder()
                .port(port())
                .http(HttpOptions.on(0))
                .redis(RedisOptions.on(0))
                .expectedCustomers(Math.round(customers * ROOM))
                .build();
    }

    private ShopOptions shop() {
        if (lookups < 1) {
            throw CommandFailure.usage("--lookups: found " + lookups + ", expected 1 or more");
        }
        try {
            return ShopOptions.of(customers, ORDERS_PER_CUSTOMER, seed, Instant.now());
        } catch (IllegalArgumentException wrong) {
            throw CommandFailure.usage("demo: " + wrong.getMessage());
        }
    }

    private void load(ShopOptions shop, WorkspaceClient workspace) {
        print("loading a generated shop of " + Texts.number(customers) + " customers into an in-memory server");
        terminal().out().flush();
        long startNs = System.nanoTime();
        long records = ShopLoad.load(shop, workspace, terminal());
        double seconds = (System.nanoTime() - startNs) / 1e9;
        print(String.format(
                Locale.ROOT, "loaded %,d records in %.1f s (%,.0f/s)", records, seconds, records / seconds));
        print("");
    }

    private void show(WorkspaceClient workspace) {
        List<SegmentInfo> segments = workspace.segments().segments();
        SegmentText.table(segments, workspace.info().zone()).print(terminal().out());
        LookupDemonstration demonstration = new LookupDemonstration(workspace, segments, customers, seed);
        print("");
        print(SHOWN_LOOKUPS + " look-ups over the wire, one after the other:");
        demonstration.warmUp();
        demonstration.show(SHOWN_LOOKUPS).print(terminal().out());
        print("");
        print(demonstration.measure(lookups));
    }

    private int port() throws IOException {
        if (port != null) {
            return port;
        }
        try (ServerSocket probe =
                new ServerSocket(ClientOptions.DEFAULT_PORT, 1, InetAddress.getByName(GlobalOptions.DEFAULT_HOST))) {
            return probe.getLocalPort();
        } catch (java.net.BindException taken) {
            return 0;
        }
    }
}
