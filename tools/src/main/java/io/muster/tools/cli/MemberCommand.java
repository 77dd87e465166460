package io.muster.tools.cli;

import io.muster.protocol.client.Membership;
import io.muster.protocol.client.WorkspaceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "member", description = "Prints whether a customer is in a segment: true or false.")
final class MemberCommand extends WorkspaceBoundCommand {
    @Parameters(index = "0", paramLabel = "SEGMENT", description = "name or id")
    private String segment;

    @Parameters(index = "1", paramLabel = "CUSTOMER", description = "the customer's id")
    private String customer;

    @Override
    int run(WorkspaceClient workspace) {
        Membership answer =
                workspace.isMember(SegmentNames.find(workspace, segment).id(), customer);
        boolean known = answer != Membership.UNKNOWN_CUSTOMER;
        if (global.json) {
            printJson(JSON.createObjectNode()
                    .put("member", answer == Membership.MEMBER)
                    .put("known", known));
            return ExitCodes.DONE;
        }
        print(Boolean.toString(answer == Membership.MEMBER));
        if (!known) {
            tell("workspace " + workspace.info().name() + " knows no customer '" + customer + "'");
        }
        return ExitCodes.DONE;
    }
}
