package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.protocol.client.RuleCountInfo;
import io.muster.protocol.client.WorkspaceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "count", description = "Counts the customers for whom a rule holds, and each of its conditions.")
final class CountCommand extends WorkspaceBoundCommand {
    @Parameters(index = "0", paramLabel = "RULE", description = "for example \"number_of_orders > 3\"")
    private String rule;

    @Override
    int run(WorkspaceClient workspace) {
        RuleCountInfo count = RuleTrouble.shown(rule, () -> workspace.count(rule));
        if (global.json) {
            ObjectNode node = JSON.createObjectNode().put("count", count.count());
            ArrayNode conditions = node.putArray("conditions");
            count.conditions()
                    .forEach(each ->
                            conditions.addObject().put("text", each.text()).put("count", each.count()));
            printJson(node);
            return ExitCodes.DONE;
        }
        TextTable table = new TextTable(">customers", "for whom this holds");
        table.row(Texts.number(count.count()), "the rule");
        count.conditions().forEach(each -> table.row(Texts.number(each.count()), each.text()));
        table.print(terminal().out());
        return ExitCodes.DONE;
    }
}
