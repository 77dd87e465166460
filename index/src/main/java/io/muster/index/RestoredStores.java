package io.muster.index;

import io.muster.index.store.KeyStore;
import io.muster.index.store.ProfileStore;

/** Moves what was restored into the maps where it stays, a fraction of a millisecond at a time. The engine's thread. */
final class RestoredStores implements SlowAnswer<Long> {
    /** Each may be the first to touch several pages of a map, which the system has to find and zero. */
    private static final int ENTRIES_AT_ONCE = 4;

    private final ProfileStore profiles;
    private final KeyStore keys;
    private long moved;

    RestoredStores(ProfileStore profiles, KeyStore keys) {
        this.profiles = profiles;
        this.keys = keys;
    }

    @Override
    public boolean step() {
        long before = profiles.waiting() + keys.waiting();
        boolean last = profiles.moveRestored(ENTRIES_AT_ONCE) & keys.moveRestored(ENTRIES_AT_ONCE);
        moved += before - profiles.waiting() - keys.waiting();
        return last;
    }

    @Override
    public Long get() {
        return moved;
    }

    @Override
    public void close() {}
}
