package io.muster.index;

import io.muster.index.algebra.MembersReading;
import io.muster.index.algebra.SharedMembers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The segments of a workspace at one version of its definitions. Immutable: any thread. */
public final class SegmentCatalog {
    private final int version;
    private final List<SegmentEntry> entries;
    private final Map<String, SegmentEntry> byName = new HashMap<>();
    private final SegmentEntry[] byId;
    private final SharedMembers[] members;
    private final int groups;

    /**
     * A catalogue.
     *
     * @param version one more with each change of a definition in the workspace
     * @param entries in the order of their ids
     */
    public SegmentCatalog(int version, List<SegmentEntry> entries) {
        this(version, entries, entry -> null);
    }

    /**
     * A catalogue of segments that readers may read whole.
     *
     * @param membersOf gives the members of each entry
     */
    public SegmentCatalog(int version, List<SegmentEntry> entries, Function<SegmentEntry, SharedMembers> membersOf) {
        this.version = version;
        this.entries = List.copyOf(entries);
        int highestId = entries.stream().mapToInt(SegmentEntry::id).max().orElse(0);
        byId = new SegmentEntry[highestId + 1];
        members = new SharedMembers[highestId + 1];
        int highestGroup = -1;
        for (SegmentEntry entry : entries) {
            byName.put(entry.name(), entry);
            byId[entry.id()] = entry;
            members[entry.id()] = membersOf.apply(entry);
            highestGroup = Math.max(highestGroup, entry.group());
        }
        groups = highestGroup + 1;
    }

    public int version() {
        return version;
    }

    /** In the order of their ids. */
    public List<SegmentEntry> entries() {
        return entries;
    }

    /** Null where there is none. */
    public SegmentEntry byName(String name) {
        return byName.get(name);
    }

    /** Null where there is none. */
    public SegmentEntry byId(int id) {
        return id > 0 && id < byId.length ? byId[id] : null;
    }

    /** Who is in a segment of this catalogue; null where that can't be read as a whole. */
    SharedMembers members(SegmentEntry entry) {
        return members[entry.id()];
    }

    /**
     * A reading of these segments, which holds as long as this is the catalogue in force; null where one of them is not
     * of this one.
     */
    MembersReading reading(List<SegmentEntry> wanted, Supplier<SegmentCatalog> inForce) {
        List<SharedMembers> read = new ArrayList<>(wanted.size());
        for (SegmentEntry entry : wanted) {
            if (byId(entry.id()) != entry) {
                return null;
            }
            read.add(members(entry));
        }
        return new MembersReading(read, () -> inForce.get() == this);
    }

    /** How many words a customer's membership has. */
    public int groups() {
        return groups;
    }

    @Override
    public String toString() {
        return "version " + version + " " + Arrays.toString(byId);
    }
}
