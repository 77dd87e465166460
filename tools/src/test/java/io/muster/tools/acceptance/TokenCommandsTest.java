package io.muster.tools.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.server.tls.TlsOptions;
import io.muster.tools.MusterCommand;
import io.muster.tools.cli.Terminal;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code muster token}, on a stopped server's directory and over the wire, and TLS from the command line. */
@Timeout(60)
class TokenCommandsTest {
    @TempDir
    private Path directory;

    private CommandRuns commands;

    @Test
    void shouldMakeTheFirstTokenOnAStoppedServerAndTheOthersOverTheWire() throws IOException {
        Path data = directory.resolve("data");
        String at = data.toString();
        assertEquals(
                1,
                alone("token", "create", "ads", "--role", "read", "--workspace", "shop", "--data", at)
                        .exitCode());
        CommandRuns.Run made = alone("token", "create", "root", "--role", "admin", "--all-workspaces", "--data", at);
        assertEquals(0, made.exitCode(), made.err());
        String root = made.out().strip();
        assertTrue(root.matches("mst_[A-Za-z0-9_-]{43}"), root);
        assertFalse(made.err().contains(root));
        Path rootFile = Files.writeString(directory.resolve("root.token"), root + "\n");
        String byRoot = rootFile.toString();

        try (MusterServer server = MusterServer.start(options(data).build())) {
            commands = new CommandRuns(server.port());
            assertEquals(1, commands.run("workspace", "list").exitCode());
            assertEquals(
                    1, commands.run("workspace", "list", "--token", root + "x").exitCode());
            commands.done("workspace", "create", "shop", "--token-file", byRoot);
            commands.done("workspace", "create", "hidden", "--token-file", byRoot);
            assertTrue(alone("token", "list", "--data", at).err().contains("a server that runs has the tokens"));

            String ads = commands.done(
                            "token",
                            "create",
                            "ads",
                            "--role",
                            "read",
                            "--workspace",
                            "shop",
                            "--expires",
                            "30d",
                            "--token-file",
                            byRoot)
                    .out()
                    .strip();
            String feed = commands.done(
                            "token",
                            "create",
                            "feed",
                            "--grant",
                            "shop=ingest",
                            "--grant",
                            "hidden=read,ingest",
                            "--json",
                            "--token-file",
                            byRoot)
                    .json()
                    .get("token")
                    .asText();
            assertEquals(1, commands.run("token", "list", "--token", ads).exitCode());
            assertEquals(
                    "[\"root\",\"ads\",\"feed\"]",
                    names(commands.done("token", "list", "--json", "--token", root)
                            .json()));
            String listed = commands.done("token", "list", "--token", root).out();
            assertTrue(listed.contains("read in shop"), listed);
            assertTrue(listed.contains("read, ingest in hidden; ingest in shop"), listed);

            String records = "{\"type\":\"customer\",\"id\":\"ana\"}\n";
            String[] load = {"load", "-", "--workspace", "shop", "--token", feed};
            assertEquals(0, commands.runWithInput(records, load).exitCode());
            load[load.length - 1] = ads;
            assertEquals(1, commands.runWithInput(records, load).exitCode());
            assertTrue(commands.done("segments", "--token", ads).out().contains("New customers"));
            CommandRuns.Run forbidden = commands.run("segments", "--workspace", "shop", "--token", feed);
            assertEquals(1, forbidden.exitCode());
            assertTrue(forbidden.err().contains("token 'feed': found role ingest"), forbidden.err());
            assertFalse(commands.done("workspace", "list", "--token", ads).out().contains("hidden"));

            commands.done("token", "revoke", "ads", "--token", root);
            assertEquals(1, commands.run("segments", "--token", ads).exitCode());
            assertEquals(
                    1, commands.run("token", "revoke", "root", "--token", root).exitCode());
        }
        assertEquals(0, alone("token", "revoke", "feed", "--data", at).exitCode());
        CommandRuns.Run last = alone("token", "revoke", "root", "--data", at);
        assertEquals(0, last.exitCode());
        assertTrue(last.err().contains("there is no token any more"), last.err());
    }

    @Test
    void shouldSpeakTlsWithTheAuthorityThatIsNamed() throws Exception {
        X509Bundle authority = new CertificateBuilder()
                .subject("CN=authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        X509Bundle bundle = new CertificateBuilder()
                .subject("CN=server")
                .addSanIpAddress("127.0.0.1")
                .buildIssuedBy(authority);
        Path ca = Files.writeString(directory.resolve("ca.pem"), authority.getCertificatePEM());
        TlsOptions tls = TlsOptions.of(
                Files.writeString(directory.resolve("server.pem"), bundle.getCertificatePathPEM()),
                Files.writeString(directory.resolve("server.key"), bundle.getPrivateKeyPEM()));
        try (MusterServer server = MusterServer.start(options(null).tls(tls).build())) {
            commands = new CommandRuns(server.port());
            commands.done("status", "--tls-ca", ca.toString());
            CommandRuns.Run plain = commands.run("status");
            assertEquals(3, plain.exitCode());
            assertTrue(plain.err().contains("muster --tls"), plain.err());
            CommandRuns.Run stranger = commands.run("status", "--tls");
            assertEquals(3, stranger.exitCode());
            assertTrue(stranger.err().contains("--tls-ca FILE"), stranger.err());
            assertEquals(
                    1,
                    commands.run("status", "--tls-ca", directory + "/none.pem").exitCode());
        }
    }

    private static String names(JsonNode tokens) {
        return tokens.findValues("name").toString().replace(" ", "");
    }

    private static CommandRuns.Run alone(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = MusterCommand.run(Terminal.of(InputStream.nullInputStream(), out, err, false), words);
        return new CommandRuns.Run(exitCode, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    private static ServerOptions.Builder options(Path dataOrNull) {
        return ServerOptions.builder().dataDirectory(dataOrNull).port(0).expectedCustomers(1_000);
    }
}
