package io.muster.server;

/**
 * What the server makes room for.
 *
 * @param expectedCustomers over all workspaces
 * @param maxBytes off the heap, beyond which records are refused; null for 80 % of what the JVM may have there
 */
public record MemoryOptions(long expectedCustomers, Long maxBytes) {
    public static final long MAX_EXPECTED = Integer.MAX_VALUE;
    public static final long MIN_MAX_BYTES = 16L << 20;
    public static final long MAX_MAX_BYTES = 16L << 40;

    /** Checks the bounds. */
    public MemoryOptions {
        Bounds.within("expectedCustomers", expectedCustomers, 1, MAX_EXPECTED);
        if (maxBytes != null) {
            Bounds.within("maxBytes", maxBytes, MIN_MAX_BYTES, MAX_MAX_BYTES);
        }
    }

    /** A million customers, in what memory the JVM has. */
    public static MemoryOptions defaults() {
        return new MemoryOptions(1_000_000, null);
    }
}
