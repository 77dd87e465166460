package io.muster.tools.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.muster.protocol.client.WorkspaceClient;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "customer", description = "Shows what is known of a customer, and the customer's segments.")
final class CustomerCommand extends WorkspaceBoundCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "the customer's id")
    private String id;

    @Override
    int run(WorkspaceClient workspace) throws JsonProcessingException {
        String json = workspace.customerJson(id);
        if (global.json) {
            print(json);
            return ExitCodes.DONE;
        }
        JsonNode customer = JSON.readTree(json);
        TextTable table = new TextTable("field", "value");
        table.row("id", customer.path("id").asText(id));
        addAll(table, "", customer.path("fields"));
        addAll(table, "field.", customer.path("custom"));
        table.print(terminal().out());
        print("");
        print(customer.path("segments").isEmpty() ? "in no segment" : "in these segments:");
        customer.path("segments").forEach(segment -> print("  " + segment.asText()));
        return ExitCodes.DONE;
    }

    private static void addAll(TextTable table, String prefix, JsonNode fields) {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            table.row(prefix + field.getKey(), text(field.getValue()));
        }
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        StringJoiner joined = new StringJoiner(", ");
        value.forEach(each -> joined.add(each.asText()));
        return joined.toString();
    }
}
