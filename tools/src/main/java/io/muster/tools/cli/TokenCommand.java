package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.protocol.client.token.NewToken;
import io.muster.protocol.client.token.TokenGrant;
import io.muster.protocol.client.token.TokenInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        description = {
            "Makes, lists or revokes tokens: who may come in, and what they may do.",
            "As long as there is none, everybody on the server's machine may do everything, and others can't reach it."
        },
        subcommands = {TokenCommand.Create.class, TokenCommand.Listing.class, TokenCommand.Revoke.class})
final class TokenCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this and end")
    private boolean help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected one of create, list, revoke");
    }

    /** What the three share. */
    abstract static class OverTokens extends ServerCommand {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "works on the data directory of a server that does not run, instead of asking one")
        private Path data;

        final Tokens tokens() throws IOException {
            return data == null ? new ServedTokens(global.connect()) : StoredTokens.open(data);
        }
    }

    @Command(name = "create", description = "Makes a token and prints it, once: nobody can show it again.")
    static final class Create extends OverTokens {
        @Parameters(index = "0", paramLabel = "NAME", description = "for lists and revocation")
        private String name;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                split = ",",
                description = "read, ingest, admin; several with commas")
        private List<String> roles = List.of();

        @Option(
                names = {"-w", "--workspace"},
                paramLabel = "W",
                description = "in which workspace; may be repeated")
        private List<String> workspaces = List.of();

        @Option(names = "--all-workspaces", description = "in all, those to come among them")
        private boolean everywhere;

        @Option(
                names = "--grant",
                paramLabel = "W=ROLE",
                description = "roles in one workspace (* for all), where they differ; may be repeated")
        private List<String> grants = List.of();

        @Option(
                names = "--expires",
                paramLabel = "WHEN",
                description = "a duration from now like 30d, or an instant like 2027-01-31T10:00:00Z (default: never)")
        private String expires;

        @Override
        public Integer call() throws IOException {
            List<TokenGrant> asked = GrantText.grants(roles, workspaces, everywhere, grants);
            long expiresMillis = expires == null ? TokenInfo.NEVER : expiry(expires);
            NewToken made;
            try (Tokens tokens = tokens()) {
                made = tokens.create(name, asked, expiresMillis);
            }
            if (global.json) {
                printJson(JSON.createObjectNode().put("name", made.name()).put("token", made.secret()));
            } else {
                print(made.secret());
                tell("token " + made.name() + ": " + GrantText.text(asked) + ", "
                        + (expires == null ? "does not expire" : "expires " + Instant.ofEpochMilli(expiresMillis))
                        + ". It is shown this once; keep it in a file and name that with --token-file");
            }
            return ExitCodes.DONE;
        }

        private static long expiry(String text) {
            return text.contains("T") && text.contains("-")
                    ? ClockCommand.instant("--expires", text).toEpochMilli()
                    : Math.addExact(System.currentTimeMillis(), DurationText.millis(text));
        }
    }

    @Command(name = "list", description = "Lists the tokens, without their secrets.")
    static final class Listing extends OverTokens {
        @Override
        public Integer call() throws IOException {
            List<TokenInfo> all;
            try (Tokens tokens = tokens()) {
                all = tokens.list();
            }
            if (global.json) {
                ArrayNode array = JSON.createArrayNode();
                all.forEach(token -> array.add(json(token)));
                printJson(array);
            } else {
                TextTable table = new TextTable("name", "may", "made", "expires");
                all.forEach(token -> table.row(
                        token.name(),
                        GrantText.text(token.grants()),
                        Instant.ofEpochMilli(token.createdMillis()),
                        token.expiresMillis() == TokenInfo.NEVER
                                ? "never"
                                : Instant.ofEpochMilli(token.expiresMillis())));
                table.print(terminal().out());
            }
            return ExitCodes.DONE;
        }

        private static ObjectNode json(TokenInfo token) {
            ObjectNode node = JSON.createObjectNode()
                    .put("name", token.name())
                    .put("created", Instant.ofEpochMilli(token.createdMillis()).toString());
            if (token.expiresMillis() == TokenInfo.NEVER) {
                node.putNull("expires");
            } else {
                node.put("expires", Instant.ofEpochMilli(token.expiresMillis()).toString());
            }
            ObjectNode grants = node.putObject("grants");
            token.grants()
                    .forEach(grant -> grant.roles().stream()
                            .sorted()
                            .forEach(role -> grants.withArray("/" + pointer(grant.workspace()))
                                    .add(GrantText.text(role))));
            return node;
        }

        private static String pointer(String name) {
            return name.replace("~", "~0").replace("/", "~1");
        }
    }

    @Command(name = "revoke", description = "Revokes a token and cuts off who came in with it.")
    static final class Revoke extends OverTokens {
        @Parameters(index = "0", paramLabel = "NAME", description = "which one")
        private String name;

        @Override
        public Integer call() throws IOException {
            boolean none;
            try (Tokens tokens = tokens()) {
                none = tokens.revoke(name);
            }
            if (global.json) {
                printJson(JSON.createObjectNode().put("revoked", name));
            } else {
                print("revoked token " + name);
            }
            if (none) {
                tell("there is no token any more: everybody on the server's machine may do everything");
            }
            return ExitCodes.DONE;
        }
    }
}
