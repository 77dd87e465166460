package io.muster.tools.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How the explanation of a membership is shown. One use. */
final class ExplanationText {
    private static final String INDENT = "  ";

    private final String zone;
    private final String yes;
    private final String no;
    private final String margin;
    private final List<String> lines = new ArrayList<>();

    /**
     * Shows times in {@code zone}.
     *
     * @param symbols whether ✓ and ✗ can be shown
     */
    ExplanationText(String zone, boolean symbols) {
        this.zone = zone;
        yes = symbols ? "✓ " : "yes  ";
        no = symbols ? "✗ " : "no   ";
        margin = " ".repeat(yes.length());
    }

    List<String> lines(JsonNode explanation) {
        boolean member = explanation.path("member").asBoolean();
        lines.add(explanation.path("customer").asText() + (member ? " is in " : " is not in ")
                + explanation.path("segment").asText() + " " + until(explanation));
        if (explanation.path("only_because_missing").asBoolean()) {
            lines.add("only because a value is missing");
        }
        lines.add("");
        addPart(explanation.path("whole"), "");
        lines.add("");
        addChange(explanation.path("smallest_change"), member);
        return lines;
    }

    private void addPart(JsonNode part, String indent) {
        lines.add(indent + (part.path("holds").asBoolean() ? yes : no) + heading(part));
        String under = indent + margin;
        if (part.path("kind").asText().equals("condition")) {
            lines.add(under + "value    " + part.path("value").asText("missing"));
        }
        if (!part.path("until").isNull()) {
            lines.add(under + "holds so " + until(part));
        }
        addEvents(part, under);
        if (!part.path("note").isNull()) {
            lines.add(under + "note     " + part.path("note").asText());
        }
        for (JsonNode term : part.path("terms")) {
            addPart(term, indent + INDENT);
        }
    }

    private void addEvents(JsonNode part, String indent) {
        String label = "counts   ";
        for (JsonNode event : part.path("events")) {
            lines.add(indent + label + event(event));
            label = " ".repeat(label.length());
        }
        long more = part.path("event_count").asLong() - part.path("events").size();
        if (more > 0) {
            lines.add(indent + label + "and " + Texts.number(more) + (label.isBlank() ? " more" : " events"));
        }
    }

    private String event(JsonNode event) {
        String id = event.path("id").asText("");
        String detail = event.path("detail").asText("");
        return event.path("name").asText()
                + (id.isEmpty() ? "" : " " + id)
                + ", "
                + instant(event.path("time"))
                + (detail.isEmpty() ? "" : ", " + detail);
    }

    private void addChange(JsonNode change, boolean member) {
        String flipped = member ? "end it" : "bring the customer in";
        if (!change.path("possible").asBoolean()) {
            lines.add("no change of the customer would " + flipped);
            return;
        }
        lines.add((change.path("proven").asBoolean() ? "the smallest change" : "a small change") + " that would "
                + flipped + ":");
        for (JsonNode step : change.path("steps")) {
            lines.add(INDENT + step.path("subject").asText() + ": "
                    + step.path("from").asText("missing") + " -> "
                    + step.path("to").asText());
        }
    }

    private String until(JsonNode explained) {
        JsonNode until = explained.path("until");
        return until.isNull() ? "until a record changes it" : "until " + instant(until);
    }

    private String instant(JsonNode time) {
        return Texts.exactInstant(Instant.parse(time.asText()).toEpochMilli(), zone);
    }

    private static String heading(JsonNode part) {
        return switch (part.path("kind").asText()) {
            case "and" -> "all of these";
            case "or" -> "any of these";
            case "not" -> "not this";
            default -> part.path("text").asText().replaceAll("\\s*\\R\\s*", " ");
        };
    }
}
