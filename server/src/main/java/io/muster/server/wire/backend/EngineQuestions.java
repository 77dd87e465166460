package io.muster.server.wire.backend;

import io.muster.index.CustomerDetails;
import io.muster.index.EngineStatus;
import io.muster.index.answer.RuleCount;
import org.roaringbitmap.RoaringBitmap;

/** What may be asked of the engine, on its thread only. Contracts are those of {@link io.muster.index.Engine}. */
public interface EngineQuestions {
    /** Sequence of the last command applied: all answers of one query are of it. */
    long sequence();

    /** A copy of the segment's members as ordinals; null where there is no such segment. */
    RoaringBitmap members(int workspaceId, int segmentId);

    /** Throws {@link io.muster.index.rule.RuleException}. */
    RuleCount count(int workspaceId, String rule);

    /** Null where there is no such customer. */
    CustomerDetails customer(int workspaceId, String customerId);

    EngineStatus status();
}
