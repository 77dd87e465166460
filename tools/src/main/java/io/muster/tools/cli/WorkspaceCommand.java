package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceInfo;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "workspace",
        description = "Creates, lists or deletes workspaces.",
        subcommands = {WorkspaceCommand.Create.class, WorkspaceCommand.Listing.class, WorkspaceCommand.Delete.class})
final class WorkspaceCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this and end")
    private boolean help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected one of create, list, delete");
    }

    private static ObjectNode json(WorkspaceInfo workspace) {
        return ServerCommand.JSON
                .createObjectNode()
                .put("id", workspace.id())
                .put("name", workspace.name())
                .put("time_zone", workspace.zone())
                .put("currency", workspace.currency())
                .put("customers", workspace.customers());
    }

    @Command(name = "create", description = "Creates a workspace with the ready-made segments.")
    static final class Create extends ServerCommand {
        @Parameters(index = "0", paramLabel = "NAME", description = "unique on its server")
        private String name;

        @Option(
                names = "--time-zone",
                paramLabel = "ZONE",
                defaultValue = "UTC",
                description = "whose days its rules mean, for example Europe/Skopje (default: ${DEFAULT-VALUE})")
        private String zone;

        @Option(
                names = "--currency",
                paramLabel = "CODE",
                description = "ISO 4217, for example EUR (default: that of the first order)")
        private String currency;

        @Option(
                names = "--abandoned-after",
                paramLabel = "DURATION",
                description = "when a checkout that is not completed counts as abandoned (default: 1h)")
        private String abandonedAfter;

        private static final long MAX_DELAY_MILLIS = 30L * 86_400_000;

        @Override
        public Integer call() {
            long abandonedAfterMillis = abandonedAfter == null ? 0 : DurationText.millis(abandonedAfter);
            if (abandonedAfter != null && abandonedAfterMillis <= 0) {
                throw CommandFailure.usage(
                        "--abandoned-after: found '" + abandonedAfter + "', expected more than nothing");
            }
            if (abandonedAfterMillis > MAX_DELAY_MILLIS) {
                throw CommandFailure.usage("--abandoned-after: found '" + abandonedAfter + "', expected at most 30d");
            }
            try (MusterClient client = global.connect()) {
                WorkspaceInfo made = client.createWorkspace(name, zone, currency, abandonedAfterMillis);
                if (global.json) {
                    printJson(json(made));
                } else {
                    print("created workspace " + made.name() + ", time zone " + made.zone()
                            + (made.currency().isEmpty() ? "" : ", currency " + made.currency()));
                }
            }
            return ExitCodes.DONE;
        }
    }

    @Command(name = "list", description = "Lists the workspaces.")
    static final class Listing extends ServerCommand {
        @Override
        public Integer call() {
            try (MusterClient client = global.connect()) {
                List<WorkspaceInfo> all = client.workspaces();
                if (global.json) {
                    ArrayNode array = JSON.createArrayNode();
                    all.forEach(workspace -> array.add(json(workspace)));
                    printJson(array);
                } else {
                    TextTable table = new TextTable(">id", "name", ">customers", "time zone", "currency");
                    all.forEach(workspace -> table.row(
                            workspace.id(),
                            workspace.name(),
                            Texts.number(workspace.customers()),
                            workspace.zone(),
                            workspace.currency()));
                    table.print(terminal().out());
                }
            }
            return ExitCodes.DONE;
        }
    }

    @Command(name = "delete", description = "Deletes a workspace with all that is in it.")
    static final class Delete extends ServerCommand {
        @Parameters(index = "0", paramLabel = "NAME", description = "which one")
        private String name;

        @Option(names = "--yes", description = "does not ask; needed where nobody can be asked")
        private boolean yes;

        @Override
        public Integer call() throws IOException {
            if (!yes && !terminal().interactive()) {
                throw CommandFailure.usage("workspace delete: expected --yes, for there is nobody to ask");
            }
            try (MusterClient client = global.connect()) {
                WorkspaceInfo workspace = client.workspace(name).info();
                if (!yes && !isConfirmed(workspace)) {
                    throw CommandFailure.refused("nothing is deleted");
                }
                client.deleteWorkspace(workspace.id());
                if (global.json) {
                    printJson(JSON.createObjectNode().put("deleted", name));
                } else {
                    print("deleted workspace " + name);
                }
            }
            return ExitCodes.DONE;
        }

        private boolean isConfirmed(WorkspaceInfo workspace) throws IOException {
            terminal()
                    .err()
                    .print("delete workspace " + name + " with its " + Texts.number(workspace.customers())
                            + " customers and all segments? [y/N] ");
            terminal().err().flush();
            String answer = terminal().readLine();
            return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
        }
    }
}
