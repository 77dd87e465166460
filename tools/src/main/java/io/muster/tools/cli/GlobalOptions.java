package io.muster.tools.cli;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.ClientTls;
import io.muster.protocol.client.MusterClient;
import java.nio.file.Path;
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
            description = "what the server knows you by (default: $MUSTER_TOKEN); others on this machine see it in"
                    + " the list of processes")
    private String token;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "a file with the token in its first line (default: $MUSTER_TOKEN_FILE)")
    private Path tokenFile;

    @Option(names = "--tls", description = "speak TLS, and trust the authorities that Java trusts")
    private boolean tls;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "speak TLS, and trust the authorities in this PEM file (default: $MUSTER_TLS_CA)")
    private Path tlsAuthorities;

    @Option(
            names = "--client-certificate",
            paramLabel = "FILE",
            description = "PEM file to show a server that asks for a certificate")
    private Path clientCertificate;

    @Option(names = "--client-key", paramLabel = "FILE", description = "PEM file of its key (PKCS #8)")
    private Path clientKey;

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
        return addressed(address).withToken(token()).withTls(tls());
    }

    private String token() {
        if (token != null && tokenFile != null) {
            throw CommandFailure.usage("--token, --token-file: found both, expected one");
        }
        if (tokenFile != null) {
            return TokenFileText.read("--token-file", tokenFile);
        }
        String known = firstOf(token, System.getenv("MUSTER_TOKEN"));
        String file = firstOf(System.getenv("MUSTER_TOKEN_FILE"));
        return known.isEmpty() && !file.isEmpty() ? TokenFileText.read("$MUSTER_TOKEN_FILE", Path.of(file)) : known;
    }

    private ClientTls tls() {
        if ((clientCertificate == null) != (clientKey == null)) {
            throw CommandFailure.usage("--client-certificate, --client-key: found only one, expected both");
        }
        String authorities = firstOf(System.getenv("MUSTER_TLS_CA"));
        Path trusted = tlsAuthorities == null && !authorities.isEmpty() ? Path.of(authorities) : tlsAuthorities;
        if (!tls && trusted == null && clientCertificate == null) {
            return null;
        }
        return new ClientTls(trusted, clientCertificate, clientKey);
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
