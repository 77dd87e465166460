package io.muster.tools.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.muster.protocol.client.WorkspaceClient;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "customer",
        description =
                "Shows what is known of a customer, and the customer's segments; why the customer is in a segment or"
                        + " not; or what a record would do.")
final class CustomerCommand extends WorkspaceBoundCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "the customer's id")
    private String id;

    @Option(
            names = "--explain",
            paramLabel = "SEGMENT",
            description = "each condition of that segment, its value, and when it will change by itself")
    private String explained;

    @Option(
            names = "--what-if",
            paramLabel = "RECORD",
            description = "which segments would be entered and left if that record came now, for example"
                    + " '{\"type\":\"order_placed\",\"id\":\"o-1\",\"total\":\"50\",\"time\":\"...\"}'; nothing is"
                    + " written")
    private String record;

    @Override
    void check() {
        if (explained != null && record != null) {
            throw CommandFailure.usage("customer: found --explain and --what-if, expected one of them");
        }
    }

    @Override
    int run(WorkspaceClient workspace) throws JsonProcessingException {
        if (explained != null) {
            return explain(workspace);
        }
        return record == null ? show(workspace) : whatIf(workspace);
    }

    private int show(WorkspaceClient workspace) throws JsonProcessingException {
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

    private int explain(WorkspaceClient workspace) throws JsonProcessingException {
        String json =
                workspace.explainJson(SegmentNames.find(workspace, explained).id(), id);
        if (global.json) {
            print(json);
        } else {
            new ExplanationText(workspace.info().zone(), terminal().showsSymbols())
                    .lines(JSON.readTree(json))
                    .forEach(this::print);
        }
        return ExitCodes.DONE;
    }

    private int whatIf(WorkspaceClient workspace) {
        RecordTrial trial = new RecordTrial(workspace);
        if (global.json) {
            printJson(trial.json(RecordTrial.withCustomer(record, id)));
        } else {
            trial.lines(RecordTrial.withCustomer(record, id)).forEach(this::print);
        }
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
