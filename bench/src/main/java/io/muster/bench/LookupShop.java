package io.muster.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import java.util.Locale;

/** So many customers with ids of one length, half of them in the one segment that is asked about. */
final class LookupShop {
    private static final int AT_ONCE = 20_000;

    private LookupShop() {}

    /** The id of a customer: twelve characters. */
    static byte[] id(int customer) {
        return String.format(Locale.ROOT, "%012d", customer).getBytes(US_ASCII);
    }

    /** Makes the workspace and its segment, and loads the customers. */
    static WorkspaceClient load(MusterClient client, int customers) {
        client.createWorkspace("lookups", "UTC", "EUR");
        WorkspaceClient workspace = client.workspace("lookups");
        for (int from = 0; from < customers; from += AT_ONCE) {
            byte[] records = records(from, Math.min(customers, from + AT_ONCE));
            AppendResult result = workspace.append(records, 0, records.length, Durability.MEMORY);
            if (result.refused() > 0) {
                throw new IllegalStateException("refused: " + result.refusals().getFirst());
            }
        }
        workspace.createSegment("even", "customer_tags CONTAINS 'even'");
        return workspace;
    }

    private static byte[] records(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int customer = from; customer < to; customer++) {
            lines.append("{\"type\":\"customer\",\"id\":\"")
                    .append(String.format(Locale.ROOT, "%012d", customer))
                    .append(customer % 2 == 0 ? "\",\"tags\":[\"even\"]}\n" : "\"}\n");
        }
        return lines.toString().getBytes(US_ASCII);
    }
}
