package io.muster.index;

import io.muster.index.answer.CustomerEvent;
import io.muster.index.record.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What customers did, kept in the plainest way and sorted anew for each question. */
final class NaiveTimeline {
    /** A place: below what was told last. */
    record Place(long time, long arrival) {
        static final Place TOP = new Place(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** An event that was told, and where it stands. */
    record Told(Place place, CustomerEvent event) {}

    /** An order, checkout or other event; which of them says its type. */
    static final class Deed {
        final String type;
        final String id;
        String customer;
        long arrival;
        long time;
        boolean happened;
        long total;
        String status;
        String laterStatus;
        long laterTime = Long.MIN_VALUE;
        boolean completed;
        final List<Refund> refunds = new ArrayList<>();
        Map<String, Object> details = Map.of();

        Deed(String type, String id) {
            this.type = type;
            this.id = id;
        }
    }

    /** A refund, of 0 once it was replaced. */
    static final class Refund {
        private long amount;
    }

    private static final long DELAY_MILLIS = 3_600_000;

    private final Map<String, Deed> byKey = new LinkedHashMap<>();
    private final List<Deed> nameless = new ArrayList<>();
    private final Map<String, Refund> refunds = new HashMap<>();
    private final Map<String, Long> lives = new HashMap<>();
    private long arrivals;

    /** Which of the customer's lives this is; null where there is no such customer. */
    Long life(String customer) {
        return lives.get(customer);
    }

    void deleted(String customer) {
        lives.remove(customer);
        byKey.values().stream()
                .filter(deed -> customer.equals(deed.customer))
                .forEach(deed -> refunds.values().removeAll(deed.refunds));
        byKey.values().removeIf(deed -> customer.equals(deed.customer));
        nameless.removeIf(deed -> customer.equals(deed.customer));
    }

    void placed(
            String id,
            String customer,
            long time,
            long total,
            String status,
            String checkout,
            Map<String, Object> details) {
        Deed order = deed(CustomerEvent.ORDER, id);
        happened(order, customer, time, details);
        order.total = total;
        order.status = status;
        if (checkout != null) {
            completed(checkout, customer);
        }
    }

    void status(String id, String customer, long time, String status) {
        Deed order = known(CustomerEvent.ORDER, id, customer);
        if (time >= order.laterTime) {
            order.laterTime = time;
            order.laterStatus = status;
        }
    }

    void refunded(String id, String order, String customer, long amount) {
        Deed of = known(CustomerEvent.ORDER, order, customer);
        Refund refund = new Refund();
        refund.amount = amount;
        of.refunds.add(refund);
        Refund replaced = id == null ? null : refunds.put(id, refund);
        if (replaced != null) {
            replaced.amount = 0;
        }
    }

    void started(String id, String customer, long time, long total, Map<String, Object> details) {
        Deed checkout = deed(CustomerEvent.CHECKOUT, id);
        happened(checkout, customer, time, details);
        checkout.total = total;
    }

    void completed(String id, String customer) {
        Deed checkout = deed(CustomerEvent.CHECKOUT, id);
        born(customer);
        if (!checkout.completed) {
            checkout.completed = true;
            if (!checkout.happened && customer != null) {
                arrive(checkout, customer);
            }
        }
    }

    void event(String name, String id, String customer, long time, Map<String, Object> details) {
        Deed event = id == null ? new Deed(name, null) : deed(name, id);
        if (id == null) {
            nameless.add(event);
        }
        happened(event, customer, time, details);
    }

    /** The newest first, at most so many below the place. */
    List<Told> below(String customer, Place place, int limit, long now) {
        return Stream.concat(byKey.values().stream(), nameless.stream())
                .filter(deed -> deed.happened && customer.equals(deed.customer))
                .filter(deed -> deed.time < place.time || deed.time == place.time && deed.arrival < place.arrival)
                .sorted(Comparator.comparingLong((Deed deed) -> deed.time)
                        .thenComparingLong(deed -> deed.arrival)
                        .reversed())
                .limit(limit)
                .map(deed -> new Told(new Place(deed.time, deed.arrival), told(deed, now)))
                .toList();
    }

    private CustomerEvent told(Deed deed, long now) {
        return switch (deed.type) {
            case CustomerEvent.ORDER -> {
                long refunded =
                        deed.refunds.stream().mapToLong(refund -> refund.amount).sum();
                Map<String, Object> details = new HashMap<>(deed.details);
                if (refunded != 0) {
                    details.put("total", Decimals.toDecimal(deed.total));
                    details.put("refunded", Decimals.toDecimal(refunded));
                }
                String status = deed.laterTime >= deed.time ? deed.laterStatus : deed.status;
                yield told(deed, Decimals.toDecimal(deed.total - refunded), status, details);
            }
            case CustomerEvent.CHECKOUT -> {
                String open = deed.time + DELAY_MILLIS <= now ? "abandoned" : "open";
                yield told(deed, Decimals.toDecimal(deed.total), deed.completed ? "completed" : open, deed.details);
            }
            default -> told(deed, null, null, deed.details);
        };
    }

    private static CustomerEvent told(Deed deed, BigDecimal amount, String status, Map<String, Object> details) {
        return new CustomerEvent(deed.type, deed.id, deed.time, amount, status, details, false);
    }

    private Deed deed(String type, String id) {
        return byKey.computeIfAbsent(type + " " + id, unknown -> new Deed(type, id));
    }

    private Deed known(String type, String id, String customer) {
        Deed deed = deed(type, id);
        born(customer);
        if (customer != null && deed.customer == null) {
            arrive(deed, customer);
        }
        return deed;
    }

    private void happened(Deed deed, String customer, long time, Map<String, Object> details) {
        born(customer);
        if (!Objects.equals(customer, deed.customer)) {
            arrive(deed, customer);
        }
        deed.happened = true;
        deed.time = time;
        deed.details = details;
    }

    private void arrive(Deed deed, String customer) {
        deed.customer = customer;
        deed.arrival = ++arrivals;
    }

    private void born(String customer) {
        if (customer != null) {
            lives.computeIfAbsent(customer, unknown -> ++arrivals);
        }
    }
}
