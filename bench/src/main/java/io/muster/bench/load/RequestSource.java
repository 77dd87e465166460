package io.muster.bench.load;

import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ExportFormat;
import io.muster.protocol.client.WorkspaceClient;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes the requests of one connection: about customers drawn by chance, over and over. One thread.
 *
 * @param workspace on a connection of its own
 * @param ids of the customers to draw from
 * @param segment that is asked about
 * @param rule that is counted
 * @param batch how many customers or events a request has
 * @param durability of events
 */
record RequestSource(
        WorkspaceClient workspace, List<String> ids, int segment, String rule, int batch, Durability durability) {

    /** The request of that kind; each time it is sent it asks about others. */
    Request request(RequestKind kind, Random random) {
        return switch (kind) {
            case MEMBER -> () -> workspace.isMember(segment, draw(random));
            case MEMBERS -> () -> workspace.areMembers(segment, drawBatch(random));
            case SEGMENTS -> () -> workspace.memberships(draw(random));
            case ORDINALS -> () -> workspace.ordinals(drawBatch(random));
            case SIZE -> () -> workspace.cardinality(segment);
            case COUNT -> () -> workspace.count(rule);
            case EXPORT -> () -> workspace.export(segment, ExportFormat.ROARING, OutputStream.nullOutputStream());
            case APPEND -> () -> append(random);
        };
    }

    private String draw(Random random) {
        return ids.get(random.nextInt(ids.size()));
    }

    private List<String> drawBatch(Random random) {
        List<String> drawn = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            drawn.add(draw(random));
        }
        return drawn;
    }

    private void append(Random random) {
        StringBuilder lines = new StringBuilder();
        long nowMillis = System.currentTimeMillis();
        for (int i = 0; i < batch; i++) {
            lines.append("{\"type\":\"product_viewed\",\"customer\":\"")
                    .append(draw(random))
                    .append("\",\"time\":")
                    .append(nowMillis)
                    .append(",\"product\":\"p-")
                    .append(random.nextInt(1_000))
                    .append("\"}\n");
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        AppendResult result = workspace.append(bytes, 0, bytes.length, durability);
        if (result.refused() > 0) {
            throw new IllegalStateException(
                    "refused: " + result.refusals().getFirst().reason());
        }
    }
}
