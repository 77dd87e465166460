package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.answer.Suggestion;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "suggest", description = "Lists the values that a field or parameter has had, the most frequent first.")
final class SuggestCommand extends WorkspaceBoundCommand {
    @Parameters(
            index = "0",
            paramLabel = "SUBJECT",
            description = "a field such as customer_tags, or a parameter such as products_purchased.vendor")
    private String subject;

    @Parameters(index = "1", arity = "0..1", paramLabel = "PREFIX", defaultValue = "", description = "how they begin")
    private String prefix;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "how many at most (default: ${DEFAULT-VALUE})")
    private int limit;

    @Override
    int run(WorkspaceClient workspace) {
        List<Suggestion> values = workspace.suggest(subject, prefix, limit);
        if (global.json) {
            ArrayNode array = JSON.createArrayNode();
            values.forEach(each -> array.addObject().put("value", each.value()).put("count", each.count()));
            printJson(array);
            return ExitCodes.DONE;
        }
        TextTable table = new TextTable("value", ">count");
        values.forEach(each -> table.row(each.value(), Texts.number(each.count())));
        table.print(terminal().out());
        return ExitCodes.DONE;
    }
}
