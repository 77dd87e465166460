package io.muster.index.workspace;

import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Tag;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.store.Keys;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What is kept of a customer beside its fields: e-mail address, names, telephone. No rule asks for them. One thread.
 */
final class Profiles {
    private static final int[] TAGS = {Tag.EMAIL, Tag.FIRST_NAME, Tag.LAST_NAME, Tag.PHONE};
    private static final String[] NAMES = {"email", "first_name", "last_name", "phone"};

    private final WorkspaceState state;
    private final ExpandableArrayBuffer stored = new ExpandableArrayBuffer(512);
    private final ExpandableArrayBuffer merged = new ExpandableArrayBuffer(512);
    private final CommandReader reader = new CommandReader();
    private final CommandWriter writer = new CommandWriter(merged);
    private final UnsafeBuffer key = new UnsafeBuffer(0, 0);
    private final ExpandableArrayBuffer folded = new ExpandableArrayBuffer(64);
    private FrozenProfiles frozen;

    Profiles(WorkspaceState state) {
        this.state = state;
    }

    /** Whether a field of this tag is kept here. */
    static boolean keeps(int tag) {
        return tag >= Tag.EMAIL && tag <= Tag.PHONE;
    }

    /** Takes over what the command says, and leaves the rest as it is. */
    void merge(int ordinal, CommandReader command) {
        String oldEmail = email(ordinal);
        int length = state.profiles.get(state.id, ordinal, stored);
        if (frozen != null) {
            frozen.beforeChange(ordinal, stored, length);
        }
        writer.begin(0, CommandKind.CUSTOMER, state.id);
        for (int tag : TAGS) {
            if (command.seek(tag)) {
                copy(command);
            } else if (length > 0 && reader.wrap(stored, 0, length).seek(tag)) {
                copy(reader);
            }
        }
        state.profiles.put(state.id, ordinal, merged, 0, writer.length());
        index(ordinal, oldEmail, email(ordinal));
    }

    /** The customer whose e-mail address this is, or −1. */
    int findByEmail(String email) {
        return (int) state.keys.get(state.id, KeyKind.EMAIL, wrap(email), 0, key.capacity());
    }

    void remove(int ordinal) {
        if (frozen != null) {
            frozen.beforeChange(ordinal, stored, load(ordinal));
        }
        index(ordinal, email(ordinal), null);
        state.profiles.remove(state.id, ordinal);
    }

    /** By name, in the order of the record. */
    Map<String, String> read(int ordinal) {
        Map<String, String> texts = new LinkedHashMap<>();
        int length = state.profiles.get(state.id, ordinal, stored);
        for (int i = 0; i < TAGS.length && length > 0; i++) {
            if (reader.wrap(stored, 0, length).seek(TAGS[i])) {
                texts.put(NAMES[i], reader.text());
            }
        }
        return texts;
    }

    private String email(int ordinal) {
        int length = load(ordinal);
        return length > 0 && reader.wrap(stored, 0, length).seek(Tag.EMAIL) ? reader.text() : null;
    }

    /** Copies the customer's profile to {@link #stored}; returns its length in bytes, below 0 for none. */
    int load(int ordinal) {
        return state.profiles.get(state.id, ordinal, stored);
    }

    /** The profile that was loaded last; what is there may move when another is loaded. */
    DirectBuffer stored() {
        return stored;
    }

    /** The e-mail address in a profile, or null. */
    static String email(DirectBuffer profile, int length) {
        CommandReader reader = new CommandReader();
        return length > 0 && reader.wrap(profile, 0, length).seek(Tag.EMAIL) ? reader.text() : null;
    }

    /** As an address is looked for. */
    static String folded(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    /** Adds the profiles as they are. */
    void freeze(Frozen into) {
        frozen = new FrozenProfiles(this, state.ids.ordinals(), () -> frozen = null);
        into.add(frozen);
    }

    /** Takes the profiles that were saved; there are none yet. */
    void restore(StateReader in) throws SnapshotException {
        FrozenProfiles.restore(this, state, in);
    }

    /** The customer is found by the address in the profile; there must be one. */
    void restoreHolder(int ordinal, DirectBuffer profile, int length) {
        if (wrapEmail(profile, length)) {
            state.keys.restore(state.id, KeyKind.EMAIL, key, 0, key.capacity(), ordinal);
        }
    }

    /** The customer found by the address in the profile; -1 where there is none. */
    int holder(DirectBuffer profile, int length) {
        return wrapEmail(profile, length)
                ? (int) state.keys.get(state.id, KeyKind.EMAIL, key, 0, key.capacity())
                : (int) Keys.MISSING;
    }

    /** As {@link #wrap}, without objects where the address is of ASCII only; false where there is none. */
    private boolean wrapEmail(DirectBuffer profile, int length) {
        if (length <= 0 || !reader.wrap(profile, 0, length).seek(Tag.EMAIL)) {
            return false;
        }
        int emailLength = reader.valueLength();
        folded.checkLimit(emailLength);
        for (int i = 0; i < emailLength; i++) {
            byte letter = reader.buffer().getByte(reader.valueOffset() + i);
            if (letter < 0) {
                wrap(reader.text());
                return true;
            }
            folded.putByte(i, letter >= 'A' && letter <= 'Z' ? (byte) (letter + ('a' - 'A')) : letter);
        }
        key.wrap(folded, 0, emailLength);
        return true;
    }

    private void index(int ordinal, String oldEmail, String newEmail) {
        if (oldEmail != null && !oldEmail.equals(newEmail) && findByEmail(oldEmail) == ordinal) {
            keepHolder(oldEmail);
            state.keys.remove(state.id, KeyKind.EMAIL, wrap(oldEmail), 0, key.capacity());
        }
        if (newEmail != null && !newEmail.equals(oldEmail)) {
            keepHolder(newEmail);
            state.keys.put(state.id, KeyKind.EMAIL, wrap(newEmail), 0, key.capacity(), ordinal);
        }
    }

    private void keepHolder(String email) {
        if (frozen != null) {
            frozen.beforeKeyChange(folded(email), findByEmail(email));
        }
    }

    private UnsafeBuffer wrap(String email) {
        key.wrap(folded(email).getBytes(StandardCharsets.UTF_8));
        return key;
    }

    private void copy(CommandReader from) {
        if (!from.isNull()) {
            writer.text(from.tag(), from.buffer(), from.valueOffset(), from.valueLength());
        }
    }
}
