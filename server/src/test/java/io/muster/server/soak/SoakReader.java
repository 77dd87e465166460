package io.muster.server.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.ExportFormat;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Asks everything that can be asked, and exports; goes away in the middle of answers and exports. */
final class SoakReader extends SoakWorker {
    private static final int CUSTOMERS = 1_200;

    SoakReader(Supplier<SoakedProcess> server, AtomicBoolean ending, long seed, long paceMs) {
        super(server, ending, seed, paceMs);
    }

    @Override
    void turn(WorkspaceClient shop) throws IOException {
        List<SegmentInfo> segments = shop.segments().segments();
        SegmentInfo segment = segments.get(random.nextInt(segments.size()));
        try {
            ask(shop, segment);
        } catch (MusterException e) {
            // Segments and customers come and go.
            if (e.code() != ErrorCode.UNKNOWN_CUSTOMER && e.code() != ErrorCode.UNKNOWN_SEGMENT) {
                throw e;
            }
        }
    }

    private void ask(WorkspaceClient shop, SegmentInfo segment) throws IOException {
        String customer = (random.nextBoolean() ? "a-" : "b-") + random.nextInt(CUSTOMERS);
        switch (random.nextInt(12)) {
            case 0 -> assertTrue(shop.cardinality(segment.id()) >= 0);
            case 1 -> assertEquals(2, shop.areMembers(segment.id(), List.of(customer, "nobody")).length);
            case 2 -> assertEquals(customer, shop.memberships(customer).customer());
            case 3 ->
                assertTrue(shop.count("amount_spent > " + random.nextInt(900)).count() >= 0);
            case 4 -> assertTrue(!shop.explainJson(segment.id(), customer).isEmpty());
            case 5 -> assertTrue(!shop.customerJson(customer).isEmpty());
            case 6 -> shop.tryUpdate(segment.id(), "number_of_orders > " + random.nextInt(7));
            case 7 -> shop.memberUntil(segment.id(), customer);
            case 8 -> shop.export(segment.id(), format(), OutputStream.nullOutputStream());
            case 9 -> breakOffExport(shop, segment);
            case 10 -> {
                for (int i = 0; i < 50; i++) {
                    shop.isMemberAsync(segment.id(), customer);
                }
                cutOff();
            }
            default -> {
                for (int i = 0; i < 50; i++) {
                    shop.isMember(segment.id(), customer);
                }
            }
        }
    }

    private ExportFormat format() {
        return ExportFormat.values()[random.nextInt(ExportFormat.values().length)];
    }

    private void breakOffExport(WorkspaceClient shop, SegmentInfo segment) {
        int room = random.nextInt(2_000);
        try {
            shop.export(segment.id(), format(), new NarrowStream(room));
        } catch (IOException full) {
            assertEquals(NarrowStream.FULL, full.getMessage());
        }
    }

    private static final class NarrowStream extends OutputStream {
        private static final String FULL = "no room, as was intended";

        private int room;

        private NarrowStream(int room) {
            this.room = room;
        }

        @Override
        public void write(int value) throws IOException {
            if (room-- == 0) {
                throw new IOException(FULL);
            }
        }
    }
}
