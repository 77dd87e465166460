package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.link.LinkInfo;
import io.muster.protocol.client.link.NewLink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "link",
        description = {
            "Makes a secret address at which whoever knows it gets the members' ids, names and e-mail addresses,",
            "as CSV or, with ?format=jsonl, as JSON Lines. It is printed once: nobody can show it again."
        })
final class SegmentLinkCommand extends WorkspaceBoundCommand {
    @Parameters(index = "0", paramLabel = "SEGMENT", description = "name or id")
    private String segment;

    @Option(names = "--rotate", description = "replaces the one there is, which is refused from then on")
    private boolean rotate;

    @Option(names = "--revoke", description = "makes none: the one there is is refused from then on")
    private boolean revoke;

    @Override
    void check() {
        if (rotate && revoke) {
            throw CommandFailure.usage("segment link: found --rotate and --revoke, expected one of them");
        }
    }

    @Override
    int run(WorkspaceClient workspace) {
        SegmentInfo found = SegmentNames.find(workspace, segment);
        if (revoke) {
            revoke(workspace, found);
        } else {
            tell(found, workspace.makeLink(found.id(), rotate));
        }
        return ExitCodes.DONE;
    }

    private void revoke(WorkspaceClient workspace, SegmentInfo found) {
        workspace.revokeLink(found.id());
        if (global.json) {
            printJson(JSON.createObjectNode().put("revoked", found.name()));
        } else {
            print("revoked the address of " + found.name());
        }
    }

    private void tell(SegmentInfo found, NewLink link) {
        boolean served = link.httpPort() > 0;
        String address = served ? link.address(global.clientOptions().host()) : link.path();
        if (global.json) {
            ObjectNode node =
                    JSON.createObjectNode().put("segment", found.name()).put("address", address);
            printJson(node.put("path", link.path()));
            return;
        }
        print(address);
        tell("the address of " + found.name() + ": whoever knows it gets its members' names and e-mail addresses."
                + " It is shown this once");
        if (!served) {
            tell("the server does not serve HTTP now; start it with --http-port for the address to work");
        } else if (!link.tls()) {
            tell("the server speaks no TLS on that port: others on the way can read the address and what it gives");
        }
    }

    @Command(name = "links", description = "Lists the segments that have a secret address; the addresses nobody knows.")
    static final class Listing extends WorkspaceBoundCommand {
        @Override
        int run(WorkspaceClient workspace) {
            List<LinkInfo> links = workspace.links();
            Map<Integer, SegmentInfo> segments = workspace.segments().segments().stream()
                    .collect(Collectors.toMap(SegmentInfo::id, Function.identity()));
            links = links.stream()
                    .filter(link -> segments.containsKey(link.segmentId()))
                    .toList();
            if (global.json) {
                ArrayNode array = JSON.createArrayNode();
                links.forEach(link -> array.addObject()
                        .put("id", link.segmentId())
                        .put("segment", segments.get(link.segmentId()).name())
                        .put("made", Instant.ofEpochMilli(link.createdMillis()).toString()));
                printJson(array);
            } else {
                TextTable table = new TextTable("id", "segment", "address made");
                links.forEach(link -> table.row(
                        link.segmentId(),
                        segments.get(link.segmentId()).name(),
                        Instant.ofEpochMilli(link.createdMillis())));
                table.print(terminal().out());
            }
            return ExitCodes.DONE;
        }
    }
}
