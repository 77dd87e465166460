package io.muster.server.soak;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.WorkspaceClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Loads records of customers that nobody else loads, and remembers what they come to. A batch of which nobody knows
 * whether it came in is sent again, until it is acknowledged: so the model knows all, and nothing else.
 */
final class SoakLoader extends SoakWorker {
    private static final int BATCH = 40;
    private static final int CUSTOMERS = 1_000;
    private static final int ORDERS_OF_A_CUSTOMER = 6;
    private static final int MOST_DELETIONS = 400;
    private static final long TWO_DAYS_MILLIS = 2 * 86_400_000L;

    private final SoakModel model = new SoakModel();
    private final String prefix;
    private List<Runnable> meaning;
    private byte[] unacknowledged;
    private boolean sentBefore;
    private int deletionsInBatch;
    private int deletions;
    private long acknowledged;

    SoakLoader(String prefix, Supplier<SoakedProcess> server, AtomicBoolean ending, long seed, long paceMs) {
        super(server, ending, seed, paceMs);
        this.prefix = prefix;
    }

    @Override
    void turn(WorkspaceClient shop) throws Exception {
        if (unacknowledged == null) {
            unacknowledged = batch();
        }
        CompletableFuture<AppendResult> answer =
                shop.appendAsync(unacknowledged, 0, unacknowledged.length, Durability.DISK);
        if (random.nextInt(40) == 0) {
            cutOff();
        }
        AppendResult result;
        try {
            result = answer.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            sentBefore = true;
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
        // Who is deleted already can't be deleted again.
        assertTrue(result.refused() <= (sentBefore ? deletionsInBatch : 0), result.refusals()::toString);
        acknowledged += result.accepted();
        meaning.forEach(Runnable::run);
        unacknowledged = null;
    }

    @Override
    boolean hasUnfinishedWork() {
        return unacknowledged != null;
    }

    /** After the thread has ended. */
    SoakModel model() {
        return model;
    }

    /** Records. */
    long acknowledged() {
        return acknowledged;
    }

    private byte[] batch() {
        StringBuilder lines = new StringBuilder();
        meaning = new ArrayList<>();
        sentBefore = false;
        deletionsInBatch = 0;
        // Each customer once, so that a batch that is sent twice comes to the same.
        random.ints(0, CUSTOMERS).distinct().limit(BATCH).forEach(number -> line(lines, prefix + number));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void line(StringBuilder lines, String customer) {
        int number = random.nextInt(ORDERS_OF_A_CUSTOMER);
        String order = "o-" + number + "-" + customer;
        switch (random.nextInt(12)) {
            case 0 -> cancel(lines, customer, order);
            case 1, 2, 3 -> tag(lines, customer);
            case 4 -> delete(lines, customer);
            default -> place(lines, customer, order, number);
        }
    }

    private void place(StringBuilder lines, String customer, String order, int number) {
        int chance = order.hashCode() & 0xFFFF;
        int total = 10 + chance % 190;
        long millis = SoakServer.START_MILLIS - 60_000 - chance * TWO_DAYS_MILLIS / 0x10000 - number;
        lines.append("{\"type\":\"order_placed\",\"id\":\"").append(order);
        lines.append("\",\"customer\":\"").append(customer);
        lines.append("\",\"time\":").append(millis);
        lines.append(",\"status\":\"paid\",\"total\":\"").append(total).append("\",\"currency\":\"EUR\"}\n");
        meaning.add(() -> model.placed(customer, order, millis, total));
    }

    private void cancel(StringBuilder lines, String customer, String order) {
        if (!model.has(customer, order)) {
            tag(lines, customer);
            return;
        }
        lines.append("{\"type\":\"order_status\",\"order\":\"").append(order);
        lines.append("\",\"customer\":\"").append(customer);
        lines.append("\",\"status\":\"cancelled\",\"time\":").append(SoakServer.START_MILLIS - 1);
        lines.append("}\n");
        meaning.add(() -> model.cancelled(customer, order));
    }

    private void tag(StringBuilder lines, String customer) {
        boolean vip = random.nextInt(3) == 0;
        lines.append("{\"type\":\"customer\",\"id\":\"").append(customer);
        lines.append("\",\"tags\":[").append(vip ? "\"vip\"" : "").append("]}\n");
        meaning.add(() -> model.tagged(customer, vip));
    }

    /** Not for ever: what was deleted leaves its number behind, which no other gets. */
    private void delete(StringBuilder lines, String customer) {
        if (deletions >= MOST_DELETIONS || random.nextInt(8) != 0 || !model.knows(customer)) {
            tag(lines, customer);
            return;
        }
        deletions++;
        deletionsInBatch++;
        lines.append("{\"type\":\"customer_deleted\",\"id\":\"")
                .append(customer)
                .append("\"}\n");
        meaning.add(() -> model.deleted(customer));
    }
}
