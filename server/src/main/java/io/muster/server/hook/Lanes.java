package io.muster.server.hook;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.collections.Long2ObjectHashMap;

/** The webhooks at work. Changes and {@link #of}: one thread. The rest: any. */
final class Lanes {
    private final Map<String, Lane> byId = new ConcurrentHashMap<>();
    private final Long2ObjectHashMap<List<Lane>> bySegment = new Long2ObjectHashMap<>();

    void add(Lane lane) {
        byId.put(lane.webhook().id(), lane);
        index(lane.webhook());
    }

    void remove(Lane lane) {
        byId.remove(lane.webhook().id());
        index(lane.webhook());
    }

    /** Null where there is none. */
    Lane byId(String id) {
        return byId.get(id);
    }

    Collection<Lane> all() {
        return byId.values();
    }

    /** Those of a segment. */
    List<Lane> of(int workspaceId, int segmentId) {
        List<Lane> lanes = bySegment.get(key(workspaceId, segmentId));
        return lanes == null ? List.of() : lanes;
    }

    private void index(Webhook webhook) {
        List<Lane> lanes = byId.values().stream()
                .filter(lane -> lane.webhook().isOf(webhook.workspaceId(), webhook.segmentId()))
                .toList();
        long key = key(webhook.workspaceId(), webhook.segmentId());
        if (lanes.isEmpty()) {
            bySegment.remove(key);
        } else {
            bySegment.put(key, lanes);
        }
    }

    private static long key(int workspaceId, int segmentId) {
        return (long) workspaceId << Integer.SIZE | segmentId;
    }
}
