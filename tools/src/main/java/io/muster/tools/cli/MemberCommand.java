package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.answer.MembershipUntil;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "member", description = "Prints whether a customer is in a segment: true or false, and until when.")
final class MemberCommand extends WorkspaceBoundCommand {
    @Parameters(index = "0", paramLabel = "SEGMENT", description = "name or id")
    private String segment;

    @Parameters(index = "1", paramLabel = "CUSTOMER", description = "the customer's id")
    private String customer;

    @Override
    int run(WorkspaceClient workspace) {
        int id = SegmentNames.find(workspace, segment).id();
        try {
            show(workspace, workspace.memberUntil(id, customer));
        } catch (MusterException failure) {
            if (failure.code() != ErrorCode.UNSUPPORTED) {
                throw failure;
            }
            show(workspace, workspace.isMember(id, customer));
        }
        return ExitCodes.DONE;
    }

    private void show(WorkspaceClient workspace, MembershipUntil answer) {
        boolean ends = answer.untilMillis() != MembershipUntil.NEVER;
        if (global.json) {
            String instant = ends ? Instant.ofEpochMilli(answer.untilMillis()).toString() : null;
            printJson(json(answer.member(), answer.known()).put("until", instant));
            return;
        }
        String until =
                ends ? Texts.exactInstant(answer.untilMillis(), workspace.info().zone()) : "a record changes it";
        print(answer.member() + (answer.known() ? " until " + until : ""));
        tellWhereUnknown(workspace, answer.known());
    }

    /** As a server answers that can't tell until when. */
    private void show(WorkspaceClient workspace, Membership answer) {
        boolean known = answer != Membership.UNKNOWN_CUSTOMER;
        if (global.json) {
            printJson(json(answer == Membership.MEMBER, known));
            return;
        }
        print(Boolean.toString(answer == Membership.MEMBER));
        tellWhereUnknown(workspace, known);
    }

    private static ObjectNode json(boolean member, boolean known) {
        return JSON.createObjectNode().put("member", member).put("known", known);
    }

    private void tellWhereUnknown(WorkspaceClient workspace, boolean known) {
        if (!known) {
            tell("workspace " + workspace.info().name() + " knows no customer '" + customer + "'");
        }
    }
}
