package io.muster.tools.cli;

import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import java.io.IOException;
import picocli.CommandLine.Option;

/** A command about one workspace. */
abstract class WorkspaceBoundCommand extends ServerCommand {
    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "W",
            description = "which workspace (default: $MUSTER_WORKSPACE, or the only one there is)")
    String workspaceName;

    @Override
    public final Integer call() throws IOException {
        check();
        try (MusterClient client = global.connect()) {
            return run(workspace(client, workspaceName));
        }
    }

    /** Throws where the command is used wrongly, before any server is asked. */
    void check() {}

    abstract int run(WorkspaceClient workspace) throws IOException;
}
