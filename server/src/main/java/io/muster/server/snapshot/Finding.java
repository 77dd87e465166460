package io.muster.server.snapshot;

import java.nio.file.Path;

/**
 * What a verification says of one file.
 *
 * @param file that was read
 * @param what it holds, in words
 * @param damage where it is not as it was written, with what was found and expected; null where all is well
 */
public record Finding(Path file, String what, String damage) {
    /** Whether all is well with it. */
    public boolean isWhole() {
        return damage == null;
    }
}
