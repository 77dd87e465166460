package io.muster.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.ClientTls;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.token.NewToken;
import io.muster.protocol.client.token.TokenGrant;
import io.muster.protocol.client.token.TokenInfo;
import io.muster.protocol.client.token.TokenRole;
import io.muster.server.http.HttpOptions;
import io.muster.server.security.SecurityOptions;
import io.muster.server.tls.TestCertificates;
import io.muster.server.tls.TlsOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promise 11: secrets are in no log, error, text or file; and others than this machine come in with a token only. */
@Timeout(60)
class Promise11SecretsTest {
    private static final List<TokenGrant> ADMIN = List.of(new TokenGrant("*", Set.of(TokenRole.ADMIN)));
    private static final List<TokenGrant> READ = List.of(new TokenGrant("shop", Set.of(TokenRole.READ)));

    @TempDir
    private Path directory;

    @TempDir
    private Path keys;

    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @Test
    void shouldTellNoSecretToAnybodyWhateverIsLogged() throws IOException {
        List<String> secrets = new ArrayList<>();
        try (EverythingLogged _ = new EverythingLogged(told)) {
            secrets.addAll(useTokens());
        }
        assertTrue(told.stream().anyMatch(each -> each.contains("token ads")), "expected something to be logged");
        assertTrue(told.stream().anyMatch(each -> each.contains("muster_sequence")), "expected metrics over HTTP");
        assertTrue(
                told.stream().anyMatch(each -> each.contains("logins refused: 1 since")), "expected a line in the log");
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                told.add(file + ": " + Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        assertEquals(4, secrets.size());
        for (String secret : secrets) {
            String part = secret.substring(4, secret.length() - 4);
            for (String each : told) {
                assertFalse(each.contains(part), () -> "found a secret in: " + each);
            }
        }
    }

    @Test
    void shouldNotListenForOthersWithoutAToken() throws IOException {
        ServerOptions open = options().host("0.0.0.0").build();
        IOException refusal = assertThrows(IOException.class, () -> MusterServer.start(open));
        assertTrue(refusal.getMessage().contains("muster token create NAME --role admin"), refusal.getMessage());
        String secret;
        try (MusterServer server =
                        MusterServer.start(options().host("localhost").build());
                MusterClient client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()))) {
            secret = client.createToken("root", ADMIN, TokenInfo.NEVER).secret();
        }
        try (MusterServer server = MusterServer.start(open)) {
            ClientOptions client = ClientOptions.of("127.0.0.1", server.port());
            MusterException stranger = assertThrows(MusterException.class, () -> MusterClient.connect(client));
            assertEquals(ErrorCode.UNAUTHENTICATED, stranger.code());
            MusterClient.connect(client.withToken(secret)).close();
        }
    }

    @Test
    void shouldNotStartWithTokensThatAreDamaged() throws IOException {
        Files.writeString(directory.resolve("tokens"), "muster-tokens 1\ncrc32c 00000000\n");
        IOException refusal = assertThrows(
                IOException.class, () -> MusterServer.start(options().build()));
        assertTrue(refusal.getMessage().contains("tokens: line 2: found 'crc32c 00000000'"), refusal.getMessage());
    }

    @Test
    void shouldShowOnlyTheWorkspacesThatOneSees() throws IOException {
        try (MusterServer server = MusterServer.start(options().build());
                MusterClient maker = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()))) {
            maker.createWorkspace("shop", "UTC", "EUR");
            maker.createWorkspace("hidden", "UTC", "EUR");
            String root = maker.createToken("root", ADMIN, TokenInfo.NEVER).secret();
            ClientOptions options = ClientOptions.of("127.0.0.1", server.port());
            String secret;
            try (MusterClient admin = MusterClient.connect(options.withToken(root))) {
                secret = admin.createToken("ads", READ, TokenInfo.NEVER).secret();
                assertTrue(admin.statusJson().contains("hidden"));
            }
            try (MusterClient ads = MusterClient.connect(options.withToken(secret))) {
                assertFalse(ads.statusJson().contains("hidden"), ads.statusJson());
                assertEquals(
                        List.of("shop"),
                        ads.workspaces().stream().map(each -> each.name()).toList());
                MusterException refusal = assertThrows(MusterException.class, () -> ads.workspace("hidden"));
                assertFalse(refusal.getMessage().contains("hidden,"), refusal.getMessage());
            }
        }
    }

    private List<String> useTokens() throws IOException {
        TestCertificates certificates = new TestCertificates(keys);
        TlsOptions tls = certificates.server("server");
        ServerOptions serverOptions = options().tls(tls).build();
        told.add(serverOptions.toString());
        String wrong = "mst_" + "wrong".repeat(8) + "123";
        try (MusterServer server = MusterServer.start(serverOptions)) {
            ClientOptions client =
                    ClientOptions.of("127.0.0.1", server.port()).withTls(ClientTls.trusting(certificates.authority()));
            NewToken root;
            try (MusterClient first = MusterClient.connect(client.withToken(wrong))) {
                first.createWorkspace("shop", "UTC", "EUR");
                root = first.createToken("root", ADMIN, TokenInfo.NEVER);
            }
            refused(() -> MusterClient.connect(client.withToken(wrong)));
            String ads;
            String gone;
            try (MusterClient admin = MusterClient.connect(client.withToken(root.secret()))) {
                NewToken made = admin.createToken("ads", READ, TokenInfo.NEVER);
                told.add(made.toString());
                ads = made.secret();
                gone = admin.createToken("gone", READ, TokenInfo.NEVER).secret();
                admin.revokeToken("gone");
                refused(() -> MusterClient.connect(client.withToken(gone)));
                refused(() -> admin.createToken("ads", READ, TokenInfo.NEVER));
                told.add(admin.tokens().toString());
                told.add(server.doorkeeper().tokens().toString());
                told.add(admin.statusJson());
            }
            try (MusterClient reader = MusterClient.connect(client.withToken(ads))) {
                refused(() -> reader.workspace("shop").createSegment("s", "number_of_orders > 1"));
                refused(reader::tokens);
            }
            told.add(client.withToken(ads).toString());
            for (String token : List.of(root.secret(), ads, gone, wrong)) {
                told.add(askOverHttp(server.httpPort(), certificates, token));
            }
            return List.of(root.secret(), ads, gone, wrong);
        }
    }

    /** All that is answered; the secret is sent where it belongs, and where it does not. */
    private static String askOverHttp(int port, TestCertificates certificates, String secret) throws IOException {
        StringBuilder answers = new StringBuilder();
        List<String> requests = List.of(
                "GET /metrics HTTP/1.1\r\nAuthorization: Bearer " + secret,
                "GET /health HTTP/1.1\r\nAuthorization: Bearer " + secret,
                "GET /health?token=" + secret + " HTTP/1.1\r\nX: y",
                "GET /health HTTP/1.1\r\nAuthorization: Bearer " + secret + "\r\nbroken header",
                "GET /health HTTP/9.9\r\nAuthorization: Bearer " + secret,
                secret + " /health HTTP/1.1\r\nX: y");
        for (String request : requests) {
            try (SSLSocket socket = certificates.connect(port)) {
                socket.getOutputStream()
                        .write((request + "\r\nHost: x\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                // Who says a secret where a method belongs is told what they said, and nobody else.
                answers.append(request.startsWith(secret) ? "" : answer);
            }
        }
        return answers.toString();
    }

    private void refused(org.junit.jupiter.api.function.Executable action) {
        MusterException failure = assertThrows(MusterException.class, action);
        for (Throwable each = failure; each != null; each = each.getCause()) {
            told.add(each.toString());
        }
    }

    private ServerOptions.Builder options() {
        return ServerOptions.builder()
                .dataDirectory(directory)
                .port(0)
                .http(HttpOptions.on(0))
                .security(SecurityOptions.defaults())
                .expectedCustomers(1_000);
    }
}
