package io.muster.server.link;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The links there are at one moment. Immutable; any thread. */
final class LinkSet {
    static final LinkSet NONE = new LinkSet(List.of());

    private final List<SegmentLink> links;
    private final Map<ByteBuffer, SegmentLink> byHash = new HashMap<>();

    LinkSet(List<SegmentLink> links) {
        this.links = List.copyOf(links);
        links.forEach(link -> byHash.put(ByteBuffer.wrap(link.hash()), link));
    }

    /** In the order in which they were made. */
    List<SegmentLink> all() {
        return links;
    }

    /** Null where the segment has none. */
    SegmentLink of(int workspaceId, int segmentId) {
        for (SegmentLink link : links) {
            if (link.isOf(workspaceId, segmentId)) {
                return link;
            }
        }
        return null;
    }

    /**
     * The link with that hash, or null. How long that takes depends on the hash and not on the secret: who guesses
     * knows no secret whose hash begins as another's, and can't look for one that does.
     */
    SegmentLink withHash(byte[] hash) {
        return byHash.get(ByteBuffer.wrap(hash));
    }

    boolean contains(SegmentLink link) {
        return withHash(link.hash()) == link;
    }

    LinkSet with(SegmentLink link) {
        List<SegmentLink> more = new ArrayList<>(links);
        more.add(link);
        return new LinkSet(more);
    }

    LinkSet without(SegmentLink link) {
        return only(each -> each != link);
    }

    /** This one where all are to stay. */
    LinkSet only(Predicate<SegmentLink> stays) {
        List<SegmentLink> rest = links.stream().filter(stays).toList();
        return rest.size() == links.size() ? this : new LinkSet(rest);
    }
}
