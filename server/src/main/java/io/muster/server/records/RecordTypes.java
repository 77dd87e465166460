package io.muster.server.records;

import io.muster.index.function.EventNames;
import io.muster.index.record.CommandKind;
import io.muster.index.record.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The types of records there are, by their names in JSON. */
final class RecordTypes {
    private static final RecordKey CUSTOMER = new RecordKey("customer", Tag.CUSTOMER, Shape.ID);
    private static final RecordKey ID = new RecordKey("id", Tag.ID, Shape.ID);
    private static final RecordKey TIME = new RecordKey("time", Tag.TIME, Shape.INSTANT);
    private static final RecordKey STATUS = new RecordKey("status", Tag.STATUS, Shape.TEXT);
    private static final RecordKey TOTAL = new RecordKey("total", Tag.TOTAL, Shape.AMOUNT);
    private static final RecordKey CURRENCY = new RecordKey("currency", Tag.CURRENCY, Shape.CURRENCY);
    private static final RecordKey ITEMS = new RecordKey("items", Tag.ITEM, Shape.ITEMS);
    private static final RecordKey ORDER = new RecordKey("order", Tag.ORDER, Shape.ID);
    private static final RecordKey PROPERTIES = new RecordKey("properties", Tag.PROPERTY, Shape.NAMED_VALUES);
    private static final List<RecordKey> CHANNEL_KEYS = List.of(
            ID,
            PROPERTIES,
            new RecordKey("campaign", Tag.PROPERTY, Shape.ID_PROPERTY, "campaign"),
            new RecordKey("activity_id", Tag.PROPERTY, Shape.ID_PROPERTY, "campaign"));
    private static final List<RecordKey> STOREFRONT_KEYS = List.of(
            ID,
            PROPERTIES,
            new RecordKey("product", Tag.PROPERTY, Shape.ID_PROPERTY, "product"),
            new RecordKey("collection", Tag.PROPERTY, Shape.ID_PROPERTY, "collection"),
            new RecordKey("tags", Tag.PROPERTY, Shape.LIST_PROPERTY, "tags"));

    private static final String VIEWS = "storefront.";

    /** The lines of an order or checkout. */
    static final RecordType ITEM = new RecordType(
            "items",
            0,
            null,
            List.of(),
            List.of(
                    new RecordKey("product", Tag.PRODUCT, Shape.ID),
                    new RecordKey("variant", Tag.VARIANT, Shape.ID),
                    new RecordKey("collections", Tag.COLLECTIONS, Shape.ID_LIST),
                    new RecordKey("category", Tag.CATEGORY, Shape.TEXT),
                    new RecordKey("tags", Tag.ITEM_TAGS, Shape.TEXT_LIST),
                    new RecordKey("vendor", Tag.VENDOR, Shape.TEXT),
                    new RecordKey("quantity", Tag.QUANTITY, Shape.QUANTITY),
                    new RecordKey("price", Tag.PRICE, Shape.AMOUNT)));

    private static final RecordType CUSTOM = event("custom", "custom", List.of(ID, PROPERTIES));
    private static final Map<String, RecordType> KNOWN = known();

    private RecordTypes() {}

    /** The known type of that name, or the custom event of it. */
    static RecordType of(String name) {
        RecordType type = KNOWN.get(name);
        return type == null ? CUSTOM.eventNamed(name) : type;
    }

    /** The names of the types that are not custom events. */
    static Set<String> knownNames() {
        return KNOWN.keySet();
    }

    private static Map<String, RecordType> known() {
        Map<String, RecordType> types = new HashMap<>();
        add(types, customer());
        add(types, type("customer_deleted", CommandKind.CUSTOMER_DELETED, List.of(customerId()), List.of()));
        add(types, orderPlaced());
        add(types, type("order_status", CommandKind.ORDER_STATUS, List.of(ORDER, STATUS, TIME), List.of(CUSTOMER)));
        RecordKey amount = new RecordKey("amount", Tag.AMOUNT, Shape.AMOUNT);
        List<RecordKey> refunded = List.of(ORDER, amount, TIME);
        add(types, type("order_refunded", CommandKind.ORDER_REFUNDED, refunded, List.of(CUSTOMER, ID)));
        List<RecordKey> placed = List.of(ID, CUSTOMER, TIME);
        add(types, type("checkout_started", CommandKind.CHECKOUT_STARTED, placed, List.of(TOTAL, CURRENCY, ITEMS)));
        List<RecordKey> completed = List.of(ID, TIME);
        add(types, type("checkout_completed", CommandKind.CHECKOUT_COMPLETED, completed, List.of(CUSTOMER, ORDER)));
        for (String name : EventNames.functions()) {
            boolean view = name.startsWith(VIEWS);
            String type = view ? name.substring(VIEWS.length()) : name.replace('.', '_');
            add(types, event(type, name, view ? STOREFRONT_KEYS : CHANNEL_KEYS));
        }
        return Map.copyOf(types);
    }

    private static void add(Map<String, RecordType> types, RecordType type) {
        types.put(type.name(), type);
    }

    private static RecordType type(String name, int kind, List<RecordKey> required, List<RecordKey> optional) {
        return new RecordType(name, kind, null, required, optional);
    }

    private static RecordType event(String name, String eventName, List<RecordKey> optional) {
        return new RecordType(name, CommandKind.EVENT, eventName, List.of(CUSTOMER, TIME), optional);
    }

    private static RecordKey customerId() {
        return new RecordKey("id", Tag.CUSTOMER, Shape.ID);
    }

    private static RecordType orderPlaced() {
        return type(
                "order_placed",
                CommandKind.ORDER_PLACED,
                List.of(ID, CUSTOMER, TIME),
                List.of(
                        STATUS,
                        TOTAL,
                        CURRENCY,
                        new RecordKey("discount_code", Tag.DISCOUNT_CODE, Shape.TEXT),
                        new RecordKey("payment_method", Tag.PAYMENT_METHOD, Shape.TEXT),
                        new RecordKey("shipping_method", Tag.SHIPPING_METHOD, Shape.TEXT),
                        new RecordKey("app_id", Tag.APP_ID, Shape.ID),
                        new RecordKey("location_id", Tag.LOCATION_ID, Shape.ID),
                        new RecordKey("checkout", Tag.CHECKOUT, Shape.ID),
                        new RecordKey("checkout_id", Tag.CHECKOUT, Shape.ID),
                        ITEMS));
    }

    private static RecordType customer() {
        List<RecordKey> keys = new ArrayList<>(List.of(
                new RecordKey("registered_at", Tag.REGISTERED_AT, Shape.INSTANT),
                new RecordKey("email", Tag.EMAIL, Shape.EMAIL),
                new RecordKey("first_name", Tag.FIRST_NAME, Shape.TEXT),
                new RecordKey("last_name", Tag.LAST_NAME, Shape.TEXT),
                new RecordKey("phone", Tag.PHONE, Shape.TEXT),
                new RecordKey("gender", Tag.GENDER, Shape.TEXT),
                new RecordKey("birthday", Tag.BIRTHDAY, Shape.BIRTHDAY),
                new RecordKey("language", Tag.LANGUAGE, Shape.TEXT),
                new RecordKey("latitude", Tag.LATITUDE, Shape.LATITUDE),
                new RecordKey("longitude", Tag.LONGITUDE, Shape.LONGITUDE),
                new RecordKey("accepts_marketing", Tag.ACCEPTS_MARKETING, Shape.BOOLEAN),
                new RecordKey("account_status", Tag.ACCOUNT_STATUS, Shape.TEXT),
                new RecordKey("customer_account_status", Tag.ACCOUNT_STATUS, Shape.TEXT),
                new RecordKey("email_subscription_status", Tag.EMAIL_SUBSCRIPTION_STATUS, Shape.TEXT),
                new RecordKey("sms_subscription_status", Tag.SMS_SUBSCRIPTION_STATUS, Shape.TEXT),
                new RecordKey("country", Tag.COUNTRIES, Shape.TEXT_OR_LIST),
                new RecordKey("region", Tag.REGIONS, Shape.TEXT_OR_LIST),
                new RecordKey("city", Tag.CITIES, Shape.TEXT_OR_LIST),
                new RecordKey("fields", Tag.FIELD, Shape.NAMED_VALUES)));
        addList(keys, "countries", Tag.COUNTRIES, Shape.TEXT_OR_LIST);
        addList(keys, "regions", Tag.REGIONS, Shape.TEXT_OR_LIST);
        addList(keys, "cities", Tag.CITIES, Shape.TEXT_OR_LIST);
        addList(keys, "tags", Tag.TAGS, Shape.TEXT_LIST);
        addList(keys, "groups", Tag.GROUPS, Shape.TEXT_LIST);
        addList(keys, "channels", Tag.CHANNELS, Shape.TEXT_LIST);
        return type("customer", CommandKind.CUSTOMER, List.of(customerId()), keys);
    }

    private static void addList(List<RecordKey> keys, String name, int tag, Shape shape) {
        keys.add(new RecordKey(name, tag, shape));
        keys.add(new RecordKey("add_" + name, tag + Tag.ADD, shape));
        keys.add(new RecordKey("remove_" + name, tag + Tag.REMOVE, shape));
    }
}
