package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.protocol.client.RuleCountInfo;
import io.muster.protocol.client.WorkspaceClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "count", description = "Counts the customers for whom a rule holds, and each part of it.")
final class CountCommand extends WorkspaceBoundCommand {
    private static final int SAMPLE_IN_JSON = 5;
    private static final String INDENT = "  ";

    @Parameters(index = "0", paramLabel = "RULE", description = "for example \"number_of_orders > 3\"")
    private String rule;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "tells so many of them (default: none, with --json " + SAMPLE_IN_JSON + ")")
    private Integer sample;

    @Override
    void check() {
        if (sample != null && sample < 0) {
            throw CommandFailure.usage("--sample: found " + sample + ", expected 0 or more");
        }
    }

    @Override
    int run(WorkspaceClient workspace) {
        int sampleSize = sample != null ? sample : global.json ? SAMPLE_IN_JSON : 0;
        RuleCountInfo count = RuleTrouble.shown(rule, () -> workspace.count(rule, sampleSize));
        if (global.json) {
            printJson(json(count));
            return ExitCodes.DONE;
        }
        table(count).print(terminal().out());
        if (!count.sample().isEmpty()) {
            print("");
            print("for example: " + String.join(", ", count.sample()));
        }
        return ExitCodes.DONE;
    }

    private static TextTable table(RuleCountInfo count) {
        TextTable table = new TextTable(">customers", "for whom this holds");
        List<RuleCountInfo.Part> parts = count.parts();
        boolean joined = !parts.isEmpty() && parts.getFirst().kind() != RuleCountInfo.Kind.CONDITION;
        table.row(Texts.number(count.count()), "the rule" + (joined ? ": " + words(parts.getFirst()) : ""));
        List<Integer> depths = new ArrayList<>();
        for (RuleCountInfo.Part part : parts) {
            int depth = part.parent() < 0 ? joined ? 0 : 1 : depths.get(part.parent()) + 1;
            depths.add(depth);
            if (depth > 0) {
                table.row(Texts.number(part.count()), INDENT.repeat(depth) + words(part));
            }
        }
        return table;
    }

    private static String words(RuleCountInfo.Part part) {
        return switch (part.kind()) {
            case AND -> "all of these";
            case OR -> "any of these";
            case NOT -> "not this";
            case CONDITION -> part.text();
        };
    }

    private static ObjectNode json(RuleCountInfo count) {
        ObjectNode node = JSON.createObjectNode().put("count", count.count());
        ArrayNode conditions = node.putArray("conditions");
        count.conditions()
                .forEach(each -> conditions.addObject().put("text", each.text()).put("count", each.count()));
        List<ObjectNode> parts = new ArrayList<>();
        for (RuleCountInfo.Part part : count.parts()) {
            parts.add(json(part));
            if (part.parent() >= 0) {
                parts.get(part.parent()).withArray("terms").add(parts.getLast());
            }
        }
        if (!parts.isEmpty() && count.parts().getFirst().line() > 0) {
            node.set("whole", parts.getFirst());
        }
        count.sample().forEach(node.putArray("sample")::add);
        return node;
    }

    private static ObjectNode json(RuleCountInfo.Part part) {
        ObjectNode node = JSON.createObjectNode()
                .put("kind", part.kind().name().toLowerCase(Locale.ROOT))
                .put("text", part.text())
                .put("line", part.line())
                .put("column", part.column())
                .put("count", part.count());
        node.putArray("terms");
        return node;
    }
}
