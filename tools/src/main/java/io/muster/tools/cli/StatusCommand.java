package io.muster.tools.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.muster.protocol.client.MusterClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Shows what the server holds and does.")
final class StatusCommand extends ServerCommand {
    @Override
    public Integer call() throws JsonProcessingException {
        try (MusterClient client = global.connect()) {
            String json = client.statusJson();
            if (global.json) {
                print(json);
            } else {
                show("", JSON.readTree(json));
            }
        }
        return ExitCodes.DONE;
    }

    private void show(String prefix, JsonNode object) {
        TextTable table = new TextTable("what", "value");
        collect(table, prefix, object);
        table.print(terminal().out());
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode list = field.getValue();
            if (list.isArray() && !list.isEmpty() && list.get(0).isObject()) {
                print("");
                print(field.getKey() + ":");
                showList(list);
            }
        }
    }

    private static void collect(TextTable table, String prefix, JsonNode object) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            if (value.isObject()) {
                collect(table, prefix + field.getKey() + ".", value);
            } else if (value.isValueNode()) {
                table.row(prefix + field.getKey(), text(value));
            }
        }
    }

    private void showList(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.get(0).fieldNames().forEachRemaining(names::add);
        TextTable table = new TextTable(names.stream()
                .map(name -> list.get(0).get(name).isNumber() ? ">" + name : name)
                .toArray(String[]::new));
        for (JsonNode item : list) {
            table.row(names.stream().map(name -> text(item.path(name))).toArray());
        }
        table.print(terminal().out());
    }

    private static String text(JsonNode value) {
        return value.isIntegralNumber() ? Texts.number(value.asLong()) : value.asText();
    }
}
