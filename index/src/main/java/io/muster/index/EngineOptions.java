package io.muster.index;

/**
 * What an engine is built for.
 *
 * @param startMillis the first {@code now}, milliseconds since the epoch
 * @param expectedCustomers over all workspaces; sizes the profile store, which can grow to ten times that
 * @param expectedOrders over all workspaces; sizes the store of secondary keys likewise
 */
public record EngineOptions(long startMillis, long expectedCustomers, long expectedOrders) {}
