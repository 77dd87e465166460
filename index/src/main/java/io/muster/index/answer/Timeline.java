package io.muster.index.answer;

import java.util.List;

/**
 * Events of one customer.
 *
 * @param events the newest first
 * @param next where it goes on; null where these were the oldest
 */
public record Timeline(List<CustomerEvent> events, TimelinePlace next) {
    /** How many events are told at most. */
    public static final int MOST_EVENTS = 100;
}
