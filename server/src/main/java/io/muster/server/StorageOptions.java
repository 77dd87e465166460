package io.muster.server;

import java.nio.file.Path;

/**
 * Where data is kept.
 *
 * @param dataDirectory made if missing; null to keep everything in memory only
 */
public record StorageOptions(Path dataDirectory) {
    /** In memory only. */
    public static StorageOptions defaults() {
        return new StorageOptions(null);
    }
}
