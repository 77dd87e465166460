package io.muster.server.api;

/** Bounds of the HTTP API that only its own package knows, for the page that lists all. */
public final class ApiLimits {
    public static final int KEYS = IdempotencyKeys.MAX_KEYS;
    public static final long KEY_BYTES = IdempotencyKeys.MAX_BYTES;
    public static final long KEY_AGE_MS = IdempotencyKeys.MAX_AGE_MS;
    public static final int KEY_LENGTH = IdempotencyKeys.MAX_LENGTH;

    private ApiLimits() {}
}
