package io.muster.server;

/**
 * What the server makes room for.
 *
 * @param expectedCustomers over all workspaces
 * @param expectedOrders over all workspaces
 */
public record MemoryOptions(long expectedCustomers, long expectedOrders) {
    public static final long MAX_EXPECTED = Integer.MAX_VALUE;

    /** Checks the bounds. */
    public MemoryOptions {
        Bounds.within("expectedCustomers", expectedCustomers, 1, MAX_EXPECTED);
        Bounds.within("expectedOrders", expectedOrders, 1, MAX_EXPECTED);
    }

    /** A million customers with two million orders. */
    public static MemoryOptions defaults() {
        return new MemoryOptions(1_000_000, 2_000_000);
    }
}
