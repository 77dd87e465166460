package io.muster.protocol.client;

import java.util.ArrayList;
import java.util.List;

/** Names the bits of a workspace's membership words by the catalogue they belong to. Any thread. */
final class SlotNames {
    private static final int MAX_ATTEMPTS = 16;

    private final Connection connection;
    private final int workspaceId;
    private volatile SegmentList cached;

    SlotNames(Connection connection, int workspaceId) {
        this.connection = connection;
        this.workspaceId = workspaceId;
    }

    /** All segments, of one version, in as many requests as it takes. */
    SegmentList list(boolean rules) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            SegmentList list = tryList(rules);
            if (list != null) {
                cached = list;
                return list;
            }
        }
        throw changing();
    }

    /** Memberships of the customers, whose ids are {@code names} in UTF-8. */
    List<Memberships> memberships(List<String> names, List<byte[]> customers, long minSequence) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            MembershipWords words = connection.call(LookupRequests.memberships(workspaceId, minSequence, customers));
            SegmentList list = cached;
            if (list == null || list.catalogVersion() != words.catalogVersion()) {
                list = list(false);
            }
            if (list.catalogVersion() == words.catalogVersion()) {
                return named(names, words, list);
            }
        }
        throw changing();
    }

    private SegmentList tryList(boolean rules) {
        SegmentPage page = connection.call(DefinitionRequests.listSegments(workspaceId, 0, rules));
        if (page.complete()) {
            return page.list();
        }
        List<SegmentInfo> segments = new ArrayList<>(page.list().segments());
        int version = page.list().catalogVersion();
        while (!page.complete()) {
            int nextId = segments.get(segments.size() - 1).id() + 1;
            page = connection.call(DefinitionRequests.listSegments(workspaceId, nextId, rules));
            if (page.list().catalogVersion() != version) {
                return null;
            }
            segments.addAll(page.list().segments());
        }
        return new SegmentList(version, page.list().sequence(), page.list().nowMillis(), List.copyOf(segments));
    }

    private static List<Memberships> named(List<String> names, MembershipWords words, SegmentList list) {
        List<Memberships> memberships = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            List<String> segments = new ArrayList<>();
            for (SegmentInfo segment : list.segments()) {
                if (words.isSet(i, segment.slot())) {
                    segments.add(segment.name());
                }
            }
            memberships.add(new Memberships(
                    names.get(i),
                    words.ordinals()[i],
                    List.copyOf(segments),
                    words.catalogVersion(),
                    words.sequence(),
                    words.nowMillis()));
        }
        return memberships;
    }

    private MusterException changing() {
        return new MusterException(
                ErrorCode.BUSY,
                "segments of workspace " + workspaceId + ": changed " + MAX_ATTEMPTS + " times while asked for");
    }
}
