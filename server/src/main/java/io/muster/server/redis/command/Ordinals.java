package io.muster.server.redis.command;

import org.roaringbitmap.IntIterator;

/**
 * Customers to be told, in order.
 *
 * @param iterator their ordinals
 * @param count how many they are
 * @param asSet whether they are a set, and not a list
 */
record Ordinals(IntIterator iterator, int count, boolean asSet) {}
