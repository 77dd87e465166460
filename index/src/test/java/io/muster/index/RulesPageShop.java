package io.muster.index;

import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The shop that {@code RULES.md} describes in its tables, on an engine. */
final class RulesPageShop {
    private static final ZoneId ZONE = ZoneId.of("Europe/Skopje");
    private static final Map<String, Integer> LISTS = Map.of(
            "customer_countries", Tag.COUNTRIES,
            "customer_regions", Tag.REGIONS,
            "customer_cities", Tag.CITIES,
            "customer_tags", Tag.TAGS,
            "customer_groups", Tag.GROUPS,
            "channels", Tag.CHANNELS);
    private static final Map<String, Integer> TEXTS = Map.of(
            "customer_language", Tag.LANGUAGE,
            "gender", Tag.GENDER,
            "customer_account_status", Tag.ACCOUNT_STATUS,
            "email_subscription_status", Tag.EMAIL_SUBSCRIPTION_STATUS,
            "sms_subscription_status", Tag.SMS_SUBSCRIPTION_STATUS);
    private static final Map<String, Integer> ORDER_TEXTS = Map.of(
            "id", Tag.ID,
            "order", Tag.ORDER,
            "status", Tag.STATUS,
            "discount_code", Tag.DISCOUNT_CODE,
            "payment_method", Tag.PAYMENT_METHOD,
            "shipping_method", Tag.SHIPPING_METHOD,
            "app_id", Tag.APP_ID,
            "location_id", Tag.LOCATION_ID);
    private static final Map<String, Integer> ITEM_TEXTS =
            Map.of("product", Tag.PRODUCT, "variant", Tag.VARIANT, "category", Tag.CATEGORY, "vendor", Tag.VENDOR);

    private final Shop shop;

    private RulesPageShop(Shop shop) {
        this.shop = shop;
    }

    /** The shop at the page's now. */
    static Shop open(RulesPage page) {
        Shop shop = new Shop(ZONE.getId(), "2026-06-15T09:59:00Z");
        RulesPageShop filled = new RulesPageShop(shop);
        filled.addCustomers(page.table("| field | Ana |"));
        List<List<String>> happenings = page.table("| when | who |");
        happenings.subList(1, happenings.size()).forEach(filled::add);
        shop.advance("2026-06-15T10:00:00Z");
        return shop;
    }

    private void addCustomers(List<List<String>> table) {
        List<String> names = table.get(0);
        for (int column = 1; column < names.size(); column++) {
            int customer = column;
            accept(shop.record(CommandKind.CUSTOMER, writer -> {
                writer.text(Tag.CUSTOMER, names.get(customer));
                table.subList(1, table.size()).stream()
                        .filter(row -> !row.get(customer).isEmpty())
                        .forEach(row -> put(writer, row.get(0), row.get(customer)));
                return writer;
            }));
        }
    }

    private static void put(CommandWriter writer, String field, String value) {
        if (LISTS.containsKey(field)) {
            writer.texts(LISTS.get(field), List.of(value.split(", ")));
        } else if (TEXTS.containsKey(field)) {
            writer.text(TEXTS.get(field), value);
        } else if (field.startsWith("field.") || field.startsWith("metafields.")) {
            putCustom(writer.name(Tag.FIELD, field.substring(field.indexOf('.') + 1)), field, value);
        } else {
            switch (field) {
                case "customer_added_date" -> writer.instant(Tag.REGISTERED_AT, millis(value + "T12:00"));
                case "customer_email_domain" -> writer.text(Tag.EMAIL, "someone@" + value);
                case "birthday" ->
                    writer.day(Tag.BIRTHDAY, LocalDate.parse(value).toEpochDay());
                case "accepts_marketing" -> writer.bool(Tag.ACCEPTS_MARKETING, Boolean.parseBoolean(value));
                case "place" -> {
                    String[] coordinates = value.split(", ");
                    writer.decimal(Tag.LATITUDE, millionths(coordinates[0]));
                    writer.decimal(Tag.LONGITUDE, millionths(coordinates[1]));
                }
                default -> throw new IllegalStateException("RULES.md: found the field " + field);
            }
        }
    }

    private static void putCustom(CommandWriter writer, String field, String value) {
        if (field.equals("field.sports")) {
            writer.texts(Tag.FIELD, List.of(value.split(", ")));
        } else if (value.equals("true") || value.equals("false")) {
            writer.bool(Tag.FIELD, Boolean.parseBoolean(value));
        } else if (value.matches("[0-9.]+")) {
            writer.decimal(Tag.FIELD, millionths(value));
        } else {
            writer.text(Tag.FIELD, value);
        }
    }

    private void add(List<String> happening) {
        String what = happening.get(2);
        int kind = switch (what) {
            case "order" -> CommandKind.ORDER_PLACED;
            case "refund" -> CommandKind.ORDER_REFUNDED;
            case "checkout" -> CommandKind.CHECKOUT_STARTED;
            default -> CommandKind.EVENT;
        };
        accept(shop.record(kind, writer -> {
            writer.text(Tag.CUSTOMER, happening.get(1)).instant(Tag.TIME, millis(happening.get(0)));
            if (kind == CommandKind.EVENT) {
                writer.text(Tag.NAME, what.startsWith("event ") ? what.substring("event ".length()) : what);
            }
            String[] parts = happening.get(3).split("; ");
            for (int part = 0; part < parts.length; part++) {
                if (part > 0) {
                    writer.none(Tag.ITEM);
                }
                for (String pair : parts[part].split(" ")) {
                    String[] sides = pair.split("=");
                    put(writer, kind == CommandKind.EVENT, part > 0, sides[0], sides[1]);
                }
            }
            return writer;
        }));
    }

    private static void put(CommandWriter writer, boolean isEvent, boolean isItem, String name, String value) {
        if (isEvent) {
            putProperty(writer.name(Tag.PROPERTY, name), name, value);
        } else if (isItem) {
            putItem(writer, name, value);
        } else if (ORDER_TEXTS.containsKey(name)) {
            writer.text(ORDER_TEXTS.get(name), value);
        } else {
            writer.decimal(name.equals("amount") ? Tag.AMOUNT : Tag.TOTAL, millionths(value));
        }
    }

    private static void putProperty(CommandWriter writer, String name, String value) {
        switch (name) {
            case "score" -> writer.decimal(Tag.PROPERTY, millionths(value));
            case "tags" -> writer.texts(Tag.PROPERTY, List.of(value));
            default -> writer.text(Tag.PROPERTY, value);
        }
    }

    private static void putItem(CommandWriter writer, String name, String value) {
        switch (name) {
            case "collection" -> writer.texts(Tag.COLLECTIONS, List.of(value));
            case "tag" -> writer.texts(Tag.ITEM_TAGS, List.of(value));
            case "quantity" -> writer.decimal(Tag.QUANTITY, millionths(value));
            case "price" -> writer.decimal(Tag.PRICE, millionths(value));
            default -> writer.text(ITEM_TEXTS.get(name), value);
        }
    }

    private static long millis(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant().toEpochMilli();
    }

    private static long millionths(String number) {
        return Decimals.toMillionths(new BigDecimal(number));
    }

    private static void accept(Outcome outcome) {
        if (!outcome.accepted()) {
            throw new IllegalStateException("RULES.md: " + outcome.reason());
        }
    }
}
