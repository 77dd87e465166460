package io.muster.index.memory;

/** Arena handles, which are multiples of 8 below 32 GiB, as the ints that rows refer by. */
public final class Handles {
    private Handles() {}

    public static int toReference(long handle) {
        return (int) (handle >>> 3);
    }

    public static long toHandle(int reference) {
        return (reference & 0xffff_ffffL) << 3;
    }
}
