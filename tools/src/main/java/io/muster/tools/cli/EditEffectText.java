package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.protocol.client.answer.EditEffect;
import java.io.PrintStream;
import java.util.List;

/** How the effect of another rule is shown. */
final class EditEffectText {
    private EditEffectText() {}

    static void print(EditEffect effect, PrintStream target) {
        target.println("nothing is changed; with this rule the segment would have " + Texts.number(effect.after())
                + " customers instead of " + Texts.number(effect.before()));
        new TextTable("", ">customers", "for example")
                .row("enter", Texts.number(effect.entering()), String.join(", ", effect.enteringSample()))
                .row("leave", Texts.number(effect.leaving()), String.join(", ", effect.leavingSample()))
                .row("stay", Texts.number(effect.staying()), String.join(", ", effect.stayingSample()))
                .print(target);
    }

    static ObjectNode json(EditEffect effect) {
        ObjectNode node = ServerCommand.JSON
                .createObjectNode()
                .put("before", effect.before())
                .put("after", effect.after());
        put(node.putObject("enter"), effect.entering(), effect.enteringSample());
        put(node.putObject("leave"), effect.leaving(), effect.leavingSample());
        put(node.putObject("stay"), effect.staying(), effect.stayingSample());
        return node;
    }

    private static void put(ObjectNode node, long count, List<String> sample) {
        sample.forEach(node.put("count", count).putArray("sample")::add);
    }
}
