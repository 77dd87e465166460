package io.muster.bench.edges;

import io.muster.protocol.client.Durability;
import io.muster.protocol.client.RecordOrigin;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.tools.load.LineBatch;
import io.muster.tools.load.RecordLoad;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntToLongFunction;

/** Customers with an order each, who leave the window of 30 days at an instant that follows from their number. */
final class EdgeShop {
    static final String SEGMENT = "Recent buyers (30 days)";

    private static final long WINDOW_MILLIS = Duration.ofDays(30).toMillis();

    private final WorkspaceClient workspace;

    EdgeShop(WorkspaceClient workspace) {
        this.workspace = workspace;
    }

    static String id(int customer) {
        return "c-" + customer;
    }

    /** The number of the customer with this id. */
    static int number(String id) {
        return Integer.parseInt(id.substring(2));
    }

    /**
     * Loads customers.
     *
     * @param first the number of the first
     * @param leavesAtMillis the first instant, in milliseconds since the epoch, at which a customer is no member
     */
    void load(int first, int count, IntToLongFunction leavesAtMillis) {
        RecordLoad load = new RecordLoad(
                (bytes, offset, length) ->
                        workspace.appendAsync(bytes, offset, length, Durability.INTERVAL, RecordOrigin.LIVE),
                null);
        StringBuilder lines = new StringBuilder();
        long line = 1;
        int inBatch = 0;
        for (int customer = first; customer < first + count; customer++) {
            putOrder(lines, customer, leavesAtMillis.applyAsLong(customer) - 1 - WINDOW_MILLIS);
            inBatch++;
            if (lines.length() >= RecordLoad.BATCH_BYTES || customer == first + count - 1) {
                byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
                load.send(new LineBatch("orders", line, inBatch, bytes, bytes.length));
                line += inBatch;
                inBatch = 0;
                lines.setLength(0);
            }
        }
        load.drain();
        if (load.summary().refused() > 0) {
            throw new IllegalStateException(
                    "refused: " + load.summary().refusals().getFirst());
        }
    }

    private static void putOrder(StringBuilder lines, int customer, long millis) {
        lines.append("{\"type\":\"order_placed\",\"id\":\"o-").append(customer);
        lines.append("\",\"customer\":\"").append(id(customer));
        lines.append("\",\"time\":").append(millis).append(",\"total\":\"10\"}\n");
    }
}
