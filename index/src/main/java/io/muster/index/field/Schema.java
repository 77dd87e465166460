package io.muster.index.field;

import io.muster.index.criterion.Flips;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import io.muster.index.time.DueHeap;
import io.muster.index.time.EngineTime;
import io.muster.index.time.LocalDays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The fields of one workspace's customers: those that every workspace has, and its custom ones. One thread. */
public final class Schema {
    /** Custom fields a workspace can have. */
    public static final int MAX_CUSTOM_FIELDS = 1_000;

    private final EngineTime time;
    private final LocalDays days;
    private final DueHeap heap;
    private final DueHeap unsavedHeap;
    private final Flips flips;
    private final Map<String, Field> byName = new LinkedHashMap<>();
    private final Map<String, Field> byAlias = new LinkedHashMap<>();
    private final Map<String, Field> custom = new LinkedHashMap<>();
    private final Set<String> declared = new HashSet<>();
    private final List<DateField> dates = new ArrayList<>();

    public final DateField registeredAt;
    public final TextField emailDomain;
    public final TextField language;
    public final TextField gender;
    public final TextField accountStatus;
    public final DateField birthday;
    public final ListField countries;
    public final ListField regions;
    public final ListField cities;
    public final ListField tags;
    public final ListField groups;
    public final BooleanField acceptsMarketing;
    public final ListField channels;
    public final TextField emailSubscriptionStatus;
    public final TextField smsSubscriptionStatus;
    public final NumberField numberOfOrders;
    public final NumberField amountSpent;
    public final AverageField averageOrderAmount;
    public final NumberField lastOrderAmount;
    public final DateField firstOrderDate;
    public final DateField lastOrderDate;
    public final TextField lastOrderStatus;
    public final DateField abandonedCheckoutDate;
    public final DateField lastEmailOpenedDate;
    public final DateField lastEmailClickedDate;
    public final DateField lastEngagedDate;

    /** Loads what orders and checkouts change of a customer, so that it is near when they do; returns anything. */
    public long touch(int ordinal) {
        return numberOfOrders.get(ordinal)
                + amountSpent.get(ordinal)
                + lastOrderAmount.get(ordinal)
                + firstOrderDate.get(ordinal)
                + lastOrderDate.get(ordinal)
                + lastOrderStatus.get(ordinal)
                + abandonedCheckoutDate.get(ordinal);
    }

    /**
     * The built-in fields, without values.
     *
     * @param heap for what segments are made of
     * @param unsavedHeap for what rules that are not saved are made of
     */
    public Schema(EngineTime time, LocalDays days, DueHeap heap, DueHeap unsavedHeap, Flips flips) {
        this.time = time;
        this.days = days;
        this.heap = heap;
        this.unsavedHeap = unsavedHeap;
        this.flips = flips;
        registeredAt = date("customer_added_date", "registered_at");
        emailDomain = text("customer_email_domain");
        language = text("customer_language");
        gender = text("gender");
        accountStatus = text("customer_account_status");
        birthday = date("birthday");
        countries = list("customer_countries", "country");
        regions = list("customer_regions", "region");
        cities = list("customer_cities", "city");
        tags = list("customer_tags", "tags");
        groups = list("customer_groups", "groups");
        acceptsMarketing = add(new BooleanField("accepts_marketing", flips));
        channels = list("channels");
        emailSubscriptionStatus = text("email_subscription_status");
        smsSubscriptionStatus = text("sms_subscription_status");
        numberOfOrders = add(new NumberField("number_of_orders", flips));
        amountSpent = add(new NumberField("amount_spent", flips), "revenue");
        averageOrderAmount = add(new AverageField("average_order_amount", amountSpent, numberOfOrders, flips));
        lastOrderAmount = add(new NumberField("last_order_amount", flips));
        firstOrderDate = date("first_order_date");
        lastOrderDate = date("last_order_date");
        lastOrderStatus = text("last_order_status");
        abandonedCheckoutDate = date("abandoned_checkout_date");
        lastEmailOpenedDate = date("last_email_opened_date");
        lastEmailClickedDate = date("last_email_clicked_date");
        lastEngagedDate = date("last_engaged_date");
    }

    /** By name or alias, in any case; null where there is none. */
    public Field find(String name) {
        return byAlias.get(name.toLowerCase(Locale.ROOT));
    }

    /** A custom field by its path, as written; null where there is none. */
    public Field findCustom(String path) {
        return custom.get(path);
    }

    /** Adds a custom field; the caller has checked that it is new and that there is room. */
    public Field addCustom(String path, FieldKind kind) {
        String name = "field." + path;
        Field field = switch (kind) {
            case NUMBER, AVERAGE -> new NumberField(name, flips);
            case DATE -> new DateField(name, time, days, heap, unsavedHeap, flips);
            case TEXT -> new TextField(name, flips);
            case LIST -> new ListField(name, flips);
            case BOOLEAN -> new BooleanField(name, flips);
        };
        if (field instanceof DateField dateField) {
            dates.add(dateField);
        }
        custom.put(path, field);
        return field;
    }

    /** The custom field at this path was declared; false where it had been before. */
    public boolean declared(String path) {
        return declared.add(path);
    }

    /** Whether it was, and not only seen. */
    public boolean isDeclared(String path) {
        return declared.contains(path);
    }

    /** The fields that every workspace has, in the order of the documentation. */
    public Collection<Field> builtIn() {
        return byName.values();
    }

    /** The custom fields by path, in the order in which they came. */
    public Map<String, Field> custom() {
        return custom;
    }

    /** Every name that {@link #find} knows, sorted. */
    public Collection<String> names() {
        return new TreeSet<>(byAlias.keySet());
    }

    /** The date fields, custom ones too. */
    public List<DateField> dates() {
        return dates;
    }

    /** How many criteria there are over all fields. */
    public int criteria() {
        int criteria = 0;
        for (Field field : byName.values()) {
            criteria += field.criteria();
        }
        for (Field field : custom.values()) {
            criteria += field.criteria();
        }
        return criteria;
    }

    /** Takes every value of a customer away. */
    public void clear(int ordinal) {
        byName.values().forEach(field -> field.clear(ordinal));
        custom.values().forEach(field -> field.clear(ordinal));
    }

    /** Adds the fields and their values as they are; criteria are not among it. */
    public void freeze(Frozen into) {
        Map<String, Field> customNow = new LinkedHashMap<>(custom);
        Set<String> declaredNow = Set.copyOf(declared);
        into.add(Structure.SCHEMA, out -> {
            out.putInt(byName.size());
            byName.keySet().forEach(out::putText);
            out.putInt(customNow.size());
            customNow.forEach((path, field) -> {
                out.putText(path);
                out.putText(field.kind().name());
                out.putBoolean(declaredNow.contains(path));
            });
        });
        byName.values().forEach(field -> field.freeze(into));
        custom.values().forEach(field -> field.freeze(into));
    }

    /** Takes the fields and values that were saved; there are no custom fields and no criteria yet. */
    public void restore(StateReader in) throws SnapshotException {
        in.begin(Structure.SCHEMA);
        in.getInt("built-in fields", byName.size(), byName.size());
        for (String name : byName.keySet()) {
            String found = in.getText();
            if (!name.equals(found)) {
                throw in.refuse("built-in field", found, name);
            }
        }
        for (int i = in.getInt("custom fields", 0, MAX_CUSTOM_FIELDS); i > 0; i--) {
            String path = in.getText();
            addCustom(path, kind(in));
            if (in.getBoolean()) {
                declared(path);
            }
        }
        for (Field field : byName.values()) {
            field.restore(in);
        }
        for (Field field : custom.values()) {
            field.restore(in);
        }
    }

    private static FieldKind kind(StateReader in) throws SnapshotException {
        String name = in.getText();
        for (FieldKind kind : FieldKind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw in.refuse("kind of a custom field", name, Arrays.toString(FieldKind.values()));
    }

    /** Values and criteria have been restored: what fields keep beside them follows. */
    public void restored() {
        dates.forEach(DateField::restored);
    }

    private DateField date(String name, String... aliases) {
        DateField field = add(new DateField(name, time, days, heap, unsavedHeap, flips), aliases);
        dates.add(field);
        return field;
    }

    private TextField text(String name) {
        return add(new TextField(name, flips));
    }

    private ListField list(String name, String... aliases) {
        return add(new ListField(name, flips), aliases);
    }

    private <F extends Field> F add(F field, String... aliases) {
        byName.put(field.name(), field);
        byAlias.put(field.name(), field);
        for (String alias : aliases) {
            byAlias.put(alias, field);
        }
        return field;
    }

    /** Size of the memory of all fields' values off the heap. */
    public long bytes() {
        long sum = 0;
        for (Field field : byName.values()) {
            sum += field.bytes();
        }
        for (Field field : custom.values()) {
            sum += field.bytes();
        }
        return sum;
    }
}
