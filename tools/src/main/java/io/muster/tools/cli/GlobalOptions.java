package io.muster.tools.cli;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.MusterClient;
import picocli.CommandLine.Option;

/** What every command takes. */
final class GlobalOptions {
    static final String DEFAULT_HOST = "127.0.0.1";
    private static final String DEFAULT_SERVER = DEFAULT_HOST + ":" + ClientOptions.DEFAULT_PORT;

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            description = "where the server is (default: $MUSTER_SERVER, or " + DEFAULT_SERVER + ")")
    private String server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "what the server knows you by (default: $MUSTER_TOKEN)")
    private String token;

    @Option(names = "--json", description = "print JSON")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this and end")
    private boolean help;

    /** Connects. Throws {@link io.muster.protocol.client.MusterUnreachableException} where no server answers. */
    MusterClient connect() {
        return MusterClient.connect(clientOptions());
    }

    ClientOptions clientOptions() {
        String address = firstOf(server, System.getenv("MUSTER_SERVER"), DEFAULT_SERVER);
        String known = firstOf(token, System.getenv("MUSTER_TOKEN"), "");
        return addressed(address).withToken(known);
    }

    /** Reads {@code host}, {@code host:port} or {@code [v6]:port}. */
    static ClientOptions addressed(String address) {
        int colon = address.lastIndexOf(':');
        boolean bare = colon < 0 || address.endsWith("]") || address.indexOf(':') != colon && !address.startsWith("[");
        String host = bare ? address : address.substring(0, colon);
        String port = bare ? Integer.toString(ClientOptions.DEFAULT_PORT) : address.substring(colon + 1);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty() || !port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > 65_535) {
            throw CommandFailure.usage(
                    "--server: found '" + address + "', expected HOST:PORT with a port of 1 to 65535");
        }
        return ClientOptions.of(host, Integer.parseInt(port));
    }

    private static String firstOf(String... choices) {
        for (String choice : choices) {
            if (choice != null && !choice.isEmpty()) {
                return choice;
            }
        }
        return "";
    }
}
