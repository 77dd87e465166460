package io.muster.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * What a membership takes, once all is loaded. Redis: what its allocator gave out for a set of ids, by the set's
 * members, ids and all. muster: the words that look-ups read, by the members of all segments; ids, columns and texts
 * apart, by customers.
 *
 * @param redisPerMember bytes
 * @param wordsPerMember bytes
 * @param idsPerCustomer bytes
 * @param columnsPerCustomer bytes
 */
record MemoryRow(double redisPerMember, double wordsPerMember, double idsPerCustomer, double columnsPerCustomer) {
    static MemoryRow of(Muster muster, Redis redis, Shop shop) throws IOException {
        JsonNode memory = new ObjectMapper().readTree(muster.statusJson()).path("memory");
        return new MemoryRow(
                redis.bytesPerSetMember(),
                (double) memory.path("words_bytes").asLong() / muster.memberships(),
                (double) memory.path("ids_bytes").asLong() / shop.customers(),
                (double) memory.path("columns_bytes").asLong() / shop.customers());
    }
}
