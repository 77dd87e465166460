package io.muster.index.answer;

import java.math.BigDecimal;
import java.util.Map;

/**
 * Something that a customer did.
 *
 * @param type {@link #ORDER}, {@link #CHECKOUT} or the event's name as rules write it
 * @param id its own id, or null
 * @param atMillis when it was
 * @param amount of an order what refunds leave, of a checkout its total; null for any other event
 * @param status of an order the one in force, of a checkout {@code open}, {@code completed} or {@code abandoned}; null
 *     where there is none
 * @param details what else is kept of it, by name: {@link String}, {@link BigDecimal}, {@link Boolean},
 *     {@link java.time.Instant}, {@link java.time.LocalDate}, an {@link Integer}, a list or a map of such
 * @param shortened whether there is more of that than is told
 */
public record CustomerEvent(
        String type,
        String id,
        long atMillis,
        BigDecimal amount,
        String status,
        Map<String, Object> details,
        boolean shortened) {
    /** The type of an order. */
    public static final String ORDER = "order_placed";

    /** The type of a checkout. */
    public static final String CHECKOUT = "checkout_started";
}
