package io.muster.server.hook;

import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.server.http.HttpOptions;
import io.muster.server.soak.SoakServer;
import java.nio.file.Path;

/** A process that serves webhooks until its input ends. */
final class HookedServer {
    static final String HTTP = "hooked: HTTP on ";

    private HookedServer() {}

    /** A data directory. */
    public static void main(String[] arguments) throws Exception {
        ServerOptions options = ServerOptions.builder()
                .dataDirectory(Path.of(arguments[0]))
                .port(0)
                .http(HttpOptions.on(0))
                .webhooks(new WebhookOptions(2, 20, HookedShop.CALLS))
                .expectedCustomers(1_000)
                .build();
        try (MusterServer server = MusterServer.start(options)) {
            System.out.println(HTTP + server.httpPort());
            System.out.println(SoakServer.LISTENING + server.port());
            while (System.in.read() >= 0) {
                // Nothing is asked.
            }
        }
    }
}
