package io.muster.index.id;

import org.agrona.DirectBuffer;

/** Makes the fingerprint of an id. */
@FunctionalInterface
interface IdHash {
    long hash(DirectBuffer id, int offset, int length);
}
