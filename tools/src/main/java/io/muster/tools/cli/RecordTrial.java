package io.muster.tools.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.answer.RecordEffect;
import java.util.ArrayList;
import java.util.List;

/** Asks what a record would do, and how that is shown. */
final class RecordTrial {
    private final WorkspaceClient workspace;

    RecordTrial(WorkspaceClient workspace) {
        this.workspace = workspace;
    }

    /**
     * The record with the customer's id where it names none, put at its end so that all columns stay. One that can't be
     * read is left to the server, which says where.
     */
    static String withCustomer(String record, String id) {
        JsonNode read;
        try {
            read = ServerCommand.JSON.readTree(record);
        } catch (JsonProcessingException unreadable) {
            return record;
        }
        String type = read.path("type").asText();
        String key = type.equals("customer") || type.equals("customer_deleted") ? "id" : "customer";
        if (!read.isObject() || read.has(key)) {
            return record;
        }
        int end = record.lastIndexOf('}');
        String quoted = ServerCommand.JSON.getNodeFactory().textNode(id).toString();
        return record.substring(0, end) + (read.isEmpty() ? "" : ",") + '"' + key + "\":" + quoted + "}";
    }

    /** In words. Throws {@link CommandFailure} where the record would be refused. */
    List<String> lines(String record) {
        List<String> lines = new ArrayList<>();
        for (RecordEffect.CustomerEffect each : ask(record).customers()) {
            if (each.entered().isEmpty() && each.left().isEmpty()) {
                lines.add(each.customer() + " would enter and leave no segment");
            }
            if (!each.entered().isEmpty()) {
                lines.add(each.customer() + " would enter " + String.join(", ", each.entered()));
            }
            if (!each.left().isEmpty()) {
                lines.add(each.customer() + " would leave " + String.join(", ", each.left()));
            }
        }
        return lines;
    }

    /** Throws likewise. */
    ObjectNode json(String record) {
        ObjectNode node = ServerCommand.JSON.createObjectNode();
        ArrayNode customers = node.putArray("customers");
        for (RecordEffect.CustomerEffect each : ask(record).customers()) {
            ObjectNode customer = customers.addObject().put("customer", each.customer());
            each.entered().forEach(customer.putArray("enter")::add);
            each.left().forEach(customer.putArray("leave")::add);
        }
        return node;
    }

    private RecordEffect ask(String record) {
        try {
            return workspace.tryRecord(record);
        } catch (MusterException failure) {
            if (failure.code() != ErrorCode.BAD_REQUEST) {
                throw failure;
            }
            String place = failure.column() > 0 ? "column " + failure.column() + ": " : "";
            throw CommandFailure.refused("the record would be refused: " + place + failure.getMessage(), failure);
        }
    }
}
