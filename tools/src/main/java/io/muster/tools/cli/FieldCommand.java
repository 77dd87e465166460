package io.muster.tools.cli;

import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.answer.FieldInfo;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "field",
        description = "Declares custom fields of customers.",
        subcommands = {FieldCommand.Declare.class})
final class FieldCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this and end")
    private boolean help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected declare");
    }

    @Command(name = "declare", description = "Types a custom field before a record brings it.")
    static final class Declare extends WorkspaceBoundCommand {
        @Parameters(index = "0", paramLabel = "PATH", description = "as it stands under fields in a record")
        private String path;

        @Parameters(index = "1", paramLabel = "TYPE", description = "number, text, boolean, date or list")
        private String typeName;

        @Override
        void check() {
            type();
        }

        @Override
        int run(WorkspaceClient workspace) {
            FieldInfo.Type type = type();
            workspace.declareField(path, type);
            if (global.json) {
                printJson(JSON.createObjectNode().put("declared", path).put("type", typeName));
            } else {
                print("declared field." + path + ", " + typeName);
            }
            return ExitCodes.DONE;
        }

        private FieldInfo.Type type() {
            for (FieldInfo.Type type : FieldInfo.Type.values()) {
                if (type.name().toLowerCase(Locale.ROOT).equals(typeName)) {
                    return type;
                }
            }
            throw CommandFailure.usage(
                    "field declare: found type '" + typeName + "', expected number, text, boolean, date or list");
        }
    }
}
