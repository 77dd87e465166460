package io.muster.index.timeline;

import io.muster.index.answer.CustomerEvent;
import io.muster.index.history.EventIds;
import io.muster.index.history.EventProperties;
import io.muster.index.history.Events;
import io.muster.index.history.OrderDetail;
import io.muster.index.history.OrderLines;
import io.muster.index.history.Orders;
import io.muster.index.memory.Handles;
import io.muster.index.record.Decimals;
import io.muster.index.record.ValueType;
import io.muster.index.segment.FunctionCompiler;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what is kept of one event, within bounds: it may have been a megabyte. One thread. */
final class EventTeller {
    /** Lines of an order, properties of an event, and texts of a list. */
    static final int MOST_PARTS = 20;

    /** Of a text, in characters. */
    static final int LONGEST_TEXT = 200;

    private final FunctionCompiler.History history;
    private final EventIds ids;
    private final OrderLines lines;
    private final EventProperties properties;
    private Map<String, Object> details;
    private boolean shortened;

    EventTeller(FunctionCompiler.History history) {
        this.history = history;
        ids = new EventIds(history.events(), history.orders(), history.checkouts(), history.arena());
        lines = new OrderLines(history.arena());
        properties = new EventProperties(history.arena());
    }

    /** What stands in a row that is alive, as of {@code nowMillis}. */
    CustomerEvent told(int row, long nowMillis) {
        details = new LinkedHashMap<>();
        shortened = false;
        int reference = history.events().reference(row);
        return switch (history.events().kind(row)) {
            case Events.ORDER -> order(row, reference);
            case Events.CHECKOUT -> checkout(row, reference, nowMillis);
            default -> event(row, reference);
        };
    }

    private CustomerEvent order(int row, int order) {
        Orders orders = history.orders();
        long at = history.events().timeMillis(row);
        int status = orders.status(order, at);
        long refunded = orders.refunds().total(order);
        if (refunded != 0) {
            details.put("total", Decimals.toDecimal(orders.total(order)));
            details.put("refunded", Decimals.toDecimal(refunded));
        }
        lines.wrap(orders.detail(order));
        put("discount_code", lines.discountCode());
        put("payment_method", lines.paymentMethod());
        put("shipping_method", lines.shippingMethod());
        put("app_id", lines.appId());
        put("location_id", lines.locationId());
        putItems();
        return new CustomerEvent(
                CustomerEvent.ORDER,
                ids.of(row),
                at,
                Decimals.toDecimal(orders.amount(order)),
                status == 0 ? null : cut(orders.statusText(status)),
                details,
                shortened);
    }

    private CustomerEvent checkout(int row, int checkout, long nowMillis) {
        long at = history.events().timeMillis(row);
        boolean passed = at + history.abandonmentMillis() <= nowMillis;
        String open = passed ? "abandoned" : "open";
        lines.wrap(history.checkouts().detail(checkout));
        putItems();
        return new CustomerEvent(
                CustomerEvent.CHECKOUT,
                ids.of(row),
                at,
                Decimals.toDecimal(history.checkouts().total(checkout)),
                history.checkouts().isCompleted(checkout) ? "completed" : open,
                details,
                shortened);
    }

    private CustomerEvent event(int row, int reference) {
        String name = history.names().text(Events.nameOf(history.events().kind(row)));
        if (reference != Events.NONE) {
            properties.wrap(Handles.toHandle(reference));
            while (details.size() < MOST_PARTS && properties.next()) {
                Object value = value();
                details.put(history.names().text(properties.name()), value);
            }
            shortened |= properties.next();
        }
        return new CustomerEvent(name, ids.of(row), history.events().timeMillis(row), null, null, details, shortened);
    }

    private Object value() {
        return switch (properties.type()) {
            case ValueType.TEXT -> cut(properties.text());
            case ValueType.TEXT_LIST -> texts();
            case ValueType.INSTANT -> Instant.ofEpochMilli(properties.number());
            case ValueType.DAY -> LocalDate.ofEpochDay(properties.number());
            case ValueType.DECIMAL -> Decimals.toDecimal(properties.number());
            default -> properties.type() == ValueType.TRUE;
        };
    }

    private List<String> texts() {
        List<String> texts = properties.texts(MOST_PARTS + 1);
        shortened |= texts.size() > MOST_PARTS;
        return texts.stream().limit(MOST_PARTS).map(this::cut).toList();
    }

    private void putItems() {
        if (lines.count() == 0) {
            return;
        }
        List<Map<String, Object>> items = new ArrayList<>();
        details.put("item_count", lines.count());
        details.put("items", items);
        Map<String, Object> ofAll = details;
        while (items.size() < MOST_PARTS && lines.next()) {
            details = new LinkedHashMap<>();
            put("product", lines.product());
            put("variant", lines.variant());
            put("category", lines.category());
            put("vendor", lines.vendor());
            details.put("quantity", Decimals.toDecimal(lines.bought()));
            if (lines.price() != OrderDetail.MISSING) {
                details.put("price", Decimals.toDecimal(lines.price()));
            }
            items.add(details);
        }
        details = ofAll;
        shortened |= lines.count() > items.size();
    }

    private void put(String name, int text) {
        if (text != 0) {
            details.put(name, cut(history.texts().text(text)));
        }
    }

    private String cut(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        shortened = true;
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return text.substring(0, end);
    }
}
