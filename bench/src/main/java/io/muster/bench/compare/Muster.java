package io.muster.bench.compare;

import io.muster.bench.compare.wire.MusterReplies;
import io.muster.bench.compare.wire.MusterRequests;
import io.muster.bench.compare.wire.RawConnection;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.RecordOrigin;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.tools.load.LineBatch;
import io.muster.tools.load.RecordLoad;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A muster server with a {@link Shop} in it. One thread.
 *
 * @param process to count the time of; null: not counted
 * @param port of the binary protocol
 * @param redisPort of the Redis protocol; 0: it does not speak that
 * @param workspaceId that the shop is in
 * @param segmentId of segment 0, which is asked about
 * @param slots bits of the shop's segments in the words of a customer
 */
record Muster(ProcessHandle process, int port, int redisPort, int workspaceId, int segmentId, long[] slots) {
    static final String WORKSPACE = "bench";

    private static final int REQUEST_TIMEOUT_MS = 1_800_000;

    /** Loads the shop, then defines its segments. */
    static Muster load(ProcessHandle process, int port, int redisPort, Shop shop) {
        try (MusterClient client = connect(port)) {
            client.createWorkspace(WORKSPACE, "Europe/Skopje", "EUR");
            WorkspaceClient workspace = client.workspace(WORKSPACE);
            loadCustomers(workspace, shop);
            for (int segment = 0; segment < shop.segments(); segment++) {
                workspace.createSegment(Shop.segmentName(segment), Shop.rule(segment));
            }
            for (int moving = 0; moving < shop.movingSegments(); moving++) {
                workspace.createSegment("moving-" + moving, Shop.movingRule(moving));
            }
        }
        return find(process, port, redisPort, shop);
    }

    /** A server that has the shop already. */
    static Muster find(ProcessHandle process, int port, int redisPort, Shop shop) {
        try (MusterClient client = connect(port)) {
            WorkspaceClient workspace = client.workspace(WORKSPACE);
            Map<String, SegmentInfo> segments = workspace.segments().segments().stream()
                    .collect(Collectors.toMap(SegmentInfo::name, Function.identity()));
            long[] slots = new long[(segments.size() + Long.SIZE) / Long.SIZE];
            for (int segment = 0; segment < shop.segments(); segment++) {
                int slot = segments.get(Shop.segmentName(segment)).slot();
                slots[slot / Long.SIZE] |= 1L << slot;
            }
            int asked = segments.get(Shop.segmentName(0)).id();
            return new Muster(process, port, redisPort, workspace.info().id(), asked, slots);
        }
    }

    MusterRequests requests() {
        return new MusterRequests(workspaceId);
    }

    RawConnection blocking() throws IOException {
        return greeted(RawConnection.blocking(port));
    }

    RawConnection spinning() throws IOException {
        return greeted(RawConnection.spinning(port));
    }

    /** The ordinals of customers, in their order. */
    int[] ordinals(List<String> ids) {
        try (MusterClient client = connect(port)) {
            return client.workspace(WORKSPACE).ordinals(ids);
        }
    }

    /** Of all segments, the ready-made ones too. */
    long memberships() {
        try (MusterClient client = connect(port)) {
            return client.workspace(WORKSPACE).segments().segments().stream()
                    .mapToLong(SegmentInfo::cardinality)
                    .sum();
        }
    }

    String statusJson() {
        try (MusterClient client = connect(port)) {
            return client.statusJson();
        }
    }

    private RawConnection greeted(RawConnection connection) throws IOException {
        connection.send(ByteBuffer.wrap(requests().hello()));
        MusterReplies replies = new MusterReplies();
        int answered;
        do {
            answered = replies.take(connection.receive());
        } while (answered == 0);
        return connection;
    }

    private static void loadCustomers(WorkspaceClient workspace, Shop shop) {
        RecordLoad load = new RecordLoad(
                (bytes, offset, length) ->
                        workspace.appendAsync(bytes, offset, length, Durability.INTERVAL, RecordOrigin.IMPORT),
                null);
        StringBuilder lines = new StringBuilder();
        long first = 1;
        int count = 0;
        for (int customer = 0; customer < shop.customers(); customer++) {
            lines.append(Shop.record(customer));
            count++;
            if (lines.length() >= RecordLoad.BATCH_BYTES || customer == shop.customers() - 1) {
                byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
                load.send(new LineBatch("shop", first, count, bytes, bytes.length));
                first += count;
                count = 0;
                lines.setLength(0);
            }
        }
        load.drain();
        if (load.summary().refused() > 0) {
            throw new IllegalStateException(
                    "refused: " + load.summary().refusals().getFirst());
        }
    }

    private static MusterClient connect(int port) {
        return MusterClient.connect(ClientOptions.of("127.0.0.1", port).withRequestTimeoutMs(REQUEST_TIMEOUT_MS));
    }
}
