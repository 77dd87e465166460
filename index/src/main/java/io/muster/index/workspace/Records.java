package io.muster.index.workspace;

import io.muster.index.Outcome;
import io.muster.index.function.Effort;
import io.muster.index.id.IdTable;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The records of one workspace: which handler takes which kind, and what is known of a customer afterwards. One thread.
 */
public final class Records {
    private final WorkspaceState state;
    final Customers customers;
    private final Profiles profiles;
    final Subscriptions subscriptions;
    final OrderFields orderFields;
    final GoneHistories gone;
    private final Deletion deletion;
    private final Disposal disposal;
    private final Midnights midnights;
    private final AbandonedCheckouts abandoned;
    private final RecordHead head = new RecordHead();
    private final Int2ObjectHashMap<RecordHandler> handlers = new Int2ObjectHashMap<>();
    private final Capacity capacity;

    /**
     * The records of a workspace.
     *
     * @param usualRows of a history: a longer one is not read again for a correction, and overwritten in steps when the
     *     customer is deleted
     */
    public Records(WorkspaceState state, int usualRows) {
        this.state = state;
        midnights = new Midnights(state);
        customers = new Customers(state);
        profiles = new Profiles(state);
        subscriptions = new Subscriptions(state);
        orderFields = new OrderFields(state, usualRows);
        abandoned = new AbandonedCheckouts(state);
        gone = new GoneHistories(state, abandoned);
        deletion = new Deletion(state, customers, profiles, subscriptions, orderFields, gone, usualRows);
        OrderRecords orders = new OrderRecords(state, customers, orderFields, abandoned, gone);
        CheckoutRecords checkouts = new CheckoutRecords(state, customers, abandoned);
        handlers.put(CommandKind.CUSTOMER, new CustomerRecords(state, customers, profiles, subscriptions));
        handlers.put(CommandKind.CUSTOMER_DELETED, this::delete);
        capacity = new Capacity(state);
        disposal = new Disposal(state, profiles);
        handlers.put(CommandKind.ORDER_PLACED, orders::placed);
        handlers.put(CommandKind.ORDER_STATUS, orders::status);
        handlers.put(CommandKind.ORDER_REFUNDED, orders::refunded);
        handlers.put(CommandKind.CHECKOUT_STARTED, checkouts::started);
        handlers.put(CommandKind.CHECKOUT_COMPLETED, checkouts::completed);
        EngagementFields engagement = new EngagementFields(state, subscriptions);
        handlers.put(CommandKind.EVENT, new EventRecords(state, customers, engagement, gone));
    }

    /** Applies a record; what it flips is left to be committed. Throws where the kind is not of a record. */
    public void apply(CommandReader command, Outcome outcome) {
        RecordHandler handler = handlers.get(command.kind());
        if (handler == null) {
            throw new IllegalArgumentException("record: found kind " + command.kind() + ", expected one of a record");
        }
        if (!capacity.isRefused(command, outcome)) {
            handler.apply(command, outcome);
        }
    }

    /** Whether commands of that kind are records. */
    public boolean takes(int kind) {
        return handlers.containsKey(kind);
    }

    /** A workspace that will be like this one, with those whom the record concerns; the caller closes it. */
    public Stage stage(CommandReader command, int usualRows) {
        return new Stage(state, this, command, usualRows);
    }

    /** The customer with this id, or with this e-mail address; −1 for none. */
    public int find(String idOrEmail) {
        UnsafeBuffer id = new UnsafeBuffer(idOrEmail.getBytes(StandardCharsets.UTF_8));
        int ordinal = customers.find(id, 0, id.capacity());
        return ordinal != IdTable.UNKNOWN || idOrEmail.indexOf('@') < 0 ? ordinal : profiles.findByEmail(idOrEmail);
    }

    /** What is known of a customer beside its custom fields, by name; for people, not for the hot path. */
    public Map<String, Object> fields(int ordinal) {
        Map<String, Object> fields = new LinkedHashMap<>(profiles.read(ordinal));
        state.schema.builtIn().forEach(field -> put(fields, field.name(), field.value(ordinal)));
        put(fields, "latitude", state.places.latitude(ordinal));
        put(fields, "longitude", state.places.longitude(ordinal));
        return fields;
    }

    /** What is kept of the customer beside its fields, by name; empty for an ordinal that nobody has. */
    public Map<String, String> profile(int ordinal) {
        return profiles.read(ordinal);
    }

    /** The customer's custom fields by path. */
    public Map<String, Object> customFields(int ordinal) {
        Map<String, Object> fields = new LinkedHashMap<>();
        state.schema.custom().forEach((path, field) -> put(fields, path, field.value(ordinal)));
        return fields;
    }

    /** Whether histories of customers who are gone are to be overwritten still. */
    public boolean hasWork() {
        return gone.hasWork();
    }

    /** Does a part of that. */
    public void step(Effort effort) {
        gone.step(effort);
    }

    /** Takes a part of what it has in the stores that workspaces share, for good; true when nothing is left. */
    public boolean dispose(Effort effort) {
        return disposal.step(effort);
    }

    /** Adds what is kept of customers beside the workspace's state, profiles apart. */
    public void freeze(Frozen into) {
        orderFields.freeze(into);
        subscriptions.freeze(into);
        abandoned.freeze(into);
    }

    /** Takes what was saved; the workspace's state is restored already. */
    public void restore(StateReader in) throws SnapshotException {
        orderFields.restore(in);
        subscriptions.restore(in);
        midnights.restored();
        abandoned.restore(in);
    }

    /** Adds the profiles. */
    public void freezeProfiles(Frozen into) {
        profiles.freeze(into);
    }

    /** Takes the profiles. */
    public void restoreProfiles(StateReader in) throws SnapshotException {
        profiles.restore(in);
    }

    /** Size of what is kept of customers beside the workspace's state, profiles apart, off the heap. */
    public long bytes() {
        return orderFields.bytes() + subscriptions.bytes();
    }

    private void delete(CommandReader command, Outcome outcome) {
        head.read(command);
        deletion.delete(head.customer);
        outcome.accept(0);
    }

    private static void put(Map<String, Object> fields, String name, Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
