package io.muster.index.id;

import java.security.SecureRandom;
import org.agrona.DirectBuffer;

/**
 * The 64 bits by which ids are looked for, never 0: even ones of {@link PlainIds}, which are those of no other id, and
 * odd ones of a hash, which others may have too. Any thread; does not allocate.
 */
final class Fingerprints {
    private static final Fingerprints OF_THIS_PROCESS =
            new Fingerprints(new PlainIds(new SecureRandom()::nextLong), Wyhash.ofThisProcess());

    private final PlainIds plain;
    private final IdHash hash;

    private Fingerprints(PlainIds plain, IdHash hash) {
        this.plain = plain;
        this.hash = hash;
    }

    static Fingerprints ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /** Those of a hash alone. */
    static Fingerprints hashed(IdHash hash) {
        return new Fingerprints(null, hash);
    }

    long of(DirectBuffer id, int offset, int length) {
        long print = plain == null ? PlainIds.NONE : plain.print(id, offset, length);
        return print != PlainIds.NONE ? print : hash.hash(id, offset, length) | 1;
    }

    /**
     * Those of a batch. What does not change is read once: the compiler can't know that memory off the heap is no
     * field.
     */
    void of(IdBatch batch) {
        DirectBuffer source = batch.source;
        int[] offsets = batch.offsets;
        int[] lengths = batch.lengths;
        long[] fingerprints = batch.fingerprints;
        int count = batch.count;
        for (int i = 0; i < count; i++) {
            fingerprints[i] = of(source, offsets[i], lengths[i]);
        }
    }

    /** Whether only one id has this fingerprint. */
    static boolean isOfOne(long fingerprint) {
        return (fingerprint & 1) == 0;
    }
}
