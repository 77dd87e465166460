package io.muster.index.workspace;

import io.muster.index.snapshot.Part;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.StateWriter;
import io.muster.index.snapshot.Structure;
import io.muster.index.store.ProfileBytes;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The profiles of a workspace as they were when a snapshot began, and which of several customers with one e-mail
 * address is found by it. What is changed meanwhile is kept, on the heap. One thread.
 *
 * <pre>
 *  ordinal (4) | length (4) | profile | whether it is found by its e-mail address (4)        each profile
 *  -1 (4)
 * </pre>
 */
final class FrozenProfiles implements Part {
    private static final int PROFILES_AT_ONCE = 64;
    private static final int END = -1;

    /** Two look-ups take about as long as writing so many bytes. */
    private static final int EFFORT_BYTES = 4_096;

    private static final int LONGEST_BYTES = 1 << 20;

    private final Profiles profiles;
    private final int ordinals;
    private final Runnable released;
    private final Map<Integer, byte[]> kept = new HashMap<>();
    private final Map<String, Integer> keptHolders = new HashMap<>();
    private final UnsafeBuffer profile = new UnsafeBuffer(0, 0);
    private boolean begun;
    private int next;

    /**
     * Takes the profiles as they are.
     *
     * @param ordinals one more than the highest given out so far
     * @param released called when nothing needs to be kept any more
     */
    FrozenProfiles(Profiles profiles, int ordinals, Runnable released) {
        this.profiles = profiles;
        this.ordinals = ordinals;
        this.released = released;
    }

    /** The customer's profile is about to be changed; {@code length} is below 0 where there is none. */
    void beforeChange(int ordinal, DirectBuffer bytes, int length) {
        if (ordinal >= next && ordinal < ordinals && !kept.containsKey(ordinal)) {
            byte[] copy = length < 0 ? null : new byte[length];
            if (copy != null) {
                bytes.getBytes(0, copy);
            }
            kept.put(ordinal, copy);
        }
    }

    /** Another customer, or none, is about to be found by the address, which is in lower case. */
    void beforeKeyChange(String email, int holder) {
        keptHolders.putIfAbsent(email, holder);
    }

    @Override
    public boolean write(StateWriter out) {
        if (!begun) {
            begun = true;
            out.begin(Structure.PROFILES);
        }
        for (int i = 0; i < PROFILES_AT_ONCE && next < ordinals; i++) {
            writeNext(out);
            next++;
        }
        if (next == ordinals) {
            out.putInt(END);
        }
        return next == ordinals;
    }

    @Override
    public void release() {
        released.run();
    }

    private void writeNext(StateWriter out) {
        out.effort(EFFORT_BYTES);
        if (kept.containsKey(next)) {
            byte[] bytes = kept.remove(next);
            profile.wrap(bytes == null ? new byte[0] : bytes);
        } else {
            DirectBuffer stored = profiles.stored();
            profile.wrap(stored, 0, Math.max(0, profiles.load(next)));
        }
        if (profile.capacity() > 0) {
            out.putInt(next);
            out.putInt(profile.capacity());
            out.putBytes(profile, 0, profile.capacity());
            out.putBoolean(isHolder(next));
        }
    }

    private boolean isHolder(int ordinal) {
        Integer before = keptHolders.isEmpty() ? null : keptHolder();
        return (before == null ? profiles.holder(profile, profile.capacity()) : before) == ordinal;
    }

    private Integer keptHolder() {
        String email = Profiles.email(profile, profile.capacity());
        return email == null ? null : keptHolders.get(Profiles.folded(email));
    }

    /** Takes the profiles that were saved, for a workspace that has none. */
    static void restore(Profiles profiles, WorkspaceState state, StateReader in) throws SnapshotException {
        in.begin(Structure.PROFILES);
        ExpandableArrayBuffer bytes = new ExpandableArrayBuffer(512);
        ProfileBytes store = state.profiles;
        for (int ordinal = in.getInt(); ordinal != END; ordinal = in.getInt()) {
            if (ordinal < 0 || ordinal >= state.ids.ordinals()) {
                throw in.refuse("customer of a profile", ordinal, "0 to " + (state.ids.ordinals() - 1));
            }
            int length = in.getInt("length of a profile", 1, LONGEST_BYTES);
            bytes.checkLimit(length);
            in.getBytes(bytes, 0, length);
            store.restore(state.id, ordinal, bytes, 0, length);
            if (in.getBoolean()) {
                profiles.restoreHolder(ordinal, bytes, length);
            }
        }
    }
}
