package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.answer.FieldInfo;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

@Command(name = "fields", description = "Lists the fields of customers that rules may use.")
final class FieldsCommand extends WorkspaceBoundCommand {
    @Override
    int run(WorkspaceClient workspace) {
        List<FieldInfo> fields = workspace.fields();
        if (global.json) {
            ArrayNode array = JSON.createArrayNode();
            fields.forEach(each -> array.addObject()
                    .put("name", each.name())
                    .put("type", each.type().name().toLowerCase(Locale.ROOT))
                    .put("origin", each.origin().name().toLowerCase(Locale.ROOT)));
            printJson(array);
            return ExitCodes.DONE;
        }
        TextTable table = new TextTable("name", "type", "origin");
        fields.forEach(
                each -> table.row(each.name(), each.type().name().toLowerCase(Locale.ROOT), words(each.origin())));
        table.print(terminal().out());
        return ExitCodes.DONE;
    }

    private static String words(FieldInfo.Origin origin) {
        return switch (origin) {
            case BUILT_IN -> "built in";
            case DECLARED -> "declared";
            case FIRST_SEEN -> "first seen in a record";
        };
    }
}
