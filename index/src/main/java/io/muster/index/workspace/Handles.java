package io.muster.index.workspace;

/** Arena handles, which are multiples of 8 below 32 GiB, as the ints that rows refer by. */
final class Handles {
    private Handles() {}

    static int toReference(long handle) {
        return (int) (handle >>> 3);
    }

    static long toHandle(int reference) {
        return (reference & 0xffff_ffffL) << 3;
    }
}
