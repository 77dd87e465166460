package io.muster.tools.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.WorkspaceInfo;
import io.muster.tools.MusterCommand;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands have. */
abstract class ServerCommand implements Callable<Integer> {
    static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    CommandSpec spec;

    @Mixin
    GlobalOptions global;

    final Terminal terminal() {
        return ((MusterCommand) spec.root().userObject()).terminal();
    }

    final void print(String line) {
        terminal().out().println(line);
    }

    /** To standard error. */
    final void tell(String line) {
        terminal().err().println(line);
    }

    final void printJson(JsonNode json) {
        try {
            print(JSON.writeValueAsString(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The workspace of that name; without a name the one of $MUSTER_WORKSPACE, or the only one there is. */
    static WorkspaceClient workspace(MusterClient client, String nameOrNull) {
        String environment = System.getenv("MUSTER_WORKSPACE");
        if (nameOrNull != null) {
            return client.workspace(nameOrNull);
        }
        if (environment != null && !environment.isEmpty()) {
            return client.workspace(environment);
        }
        List<WorkspaceInfo> all = client.workspaces();
        if (all.size() == 1) {
            return client.workspace(all.getFirst().name());
        }
        if (all.isEmpty()) {
            throw CommandFailure.refused("there is no workspace yet; make one with: muster workspace create NAME");
        }
        String names = all.stream().map(WorkspaceInfo::name).collect(Collectors.joining(", "));
        throw CommandFailure.usage("there are several workspaces, name one with --workspace: " + names);
    }
}
