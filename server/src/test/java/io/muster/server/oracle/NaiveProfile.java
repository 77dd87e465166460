package io.muster.server.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the records of one customer said of him, and the keys of what he did. */
final class NaiveProfile {
    /** Key in a record, name in a rule. */
    private static final Map<String, String> TEXTS = Map.of(
            "language", "customer_language",
            "gender", "gender",
            "account_status", "customer_account_status",
            "customer_account_status", "customer_account_status");

    private static final Map<String, String> LISTS = Map.of(
            "country", "customer_countries",
            "region", "customer_regions",
            "city", "customer_cities",
            "countries", "customer_countries",
            "regions", "customer_regions",
            "cities", "customer_cities",
            "tags", "customer_tags",
            "groups", "customer_groups",
            "channels", "channels");

    /** A subscription's status, and since when it is what it is. */
    static final class Subscription {
        String status;
        private long since = Long.MIN_VALUE;

        void event(String newStatus, long time) {
            if (time >= since) {
                status = newStatus;
                since = time;
            }
        }

        private void said(JsonNode newStatus, Instant now) {
            status = newStatus.isNull() ? null : newStatus.asText();
            since = now.toEpochMilli();
        }
    }

    /** By name in a rule: {@link String}, {@link Boolean}, {@link Long} for a date, or a set of folded texts. */
    final Map<String, Object> fields = new HashMap<>();

    final Map<String, Object> custom = new HashMap<>();

    /** Latitude and longitude, each only if given. */
    final Map<String, Double> place = new HashMap<>();

    final Subscription emailSubscription = new Subscription();
    final Subscription smsSubscription = new Subscription();
    final Set<String> orders = new LinkedHashSet<>();
    final Set<String> checkouts = new LinkedHashSet<>();
    final Set<String> events = new LinkedHashSet<>();
    NaiveCustomer derived;

    /** Given fields replace, null clears, absent ones stay. */
    void update(JsonNode record, ZoneId zone, Instant now) {
        TEXTS.forEach((key, name) -> put(record, key, name, JsonNode::asText));
        put(record, "registered_at", "customer_added_date", NaiveShop::instant);
        put(record, "birthday", "birthday", value -> NaiveShop.date(value.asText(), zone));
        put(record, "accepts_marketing", "accepts_marketing", JsonNode::asBoolean);
        put(record, "email", "customer_email_domain", NaiveProfile::domain);
        LISTS.forEach((key, name) -> {
            put(record, key, name, NaiveProfile::folded);
            if (record.hasNonNull("add_" + key)) {
                list(name).addAll(folded(record.get("add_" + key)));
            }
            if (record.hasNonNull("remove_" + key)) {
                list(name).removeAll(folded(record.get("remove_" + key)));
            }
        });
        for (String key : List.of("latitude", "longitude")) {
            if (record.hasNonNull(key)) {
                place.put(key, record.get(key).asDouble());
            } else if (record.has(key)) {
                place.remove(key);
            }
        }
        if (record.has("email_subscription_status")) {
            emailSubscription.said(record.get("email_subscription_status"), now);
        }
        if (record.has("sms_subscription_status")) {
            smsSubscription.said(record.get("sms_subscription_status"), now);
        }
    }

    private interface Reading {
        Object of(JsonNode value);
    }

    private void put(JsonNode record, String key, String name, Reading reading) {
        if (record.hasNonNull(key)) {
            fields.put(name, reading.of(record.get(key)));
        } else if (record.has(key)) {
            fields.remove(name);
        }
    }

    @SuppressWarnings("unchecked")
    private Set<String> list(String name) {
        return (Set<String>) fields.computeIfAbsent(name, none -> new TreeSet<String>());
    }

    private static String domain(JsonNode email) {
        String text = email.asText();
        return text.substring(text.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /** The texts of a list, or the one text, without their case. */
    static Set<String> folded(JsonNode texts) {
        Set<String> folded = new TreeSet<>();
        if (texts.isArray()) {
            texts.forEach(text -> folded.add(text.asText().toLowerCase(Locale.ROOT)));
        } else {
            folded.add(texts.asText().toLowerCase(Locale.ROOT));
        }
        return folded;
    }
}
