package io.muster.server.records;

import org.agrona.DirectBuffer;

/** Takes the commands of a batch, one after another. */
@FunctionalInterface
public interface CommandTarget {
    /** Copies the command; the buffer is the caller's again afterwards. */
    void add(DirectBuffer source, int offset, int length);
}
