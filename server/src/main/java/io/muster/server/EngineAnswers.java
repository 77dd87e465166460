package io.muster.server;

import io.muster.index.CustomerDetails;
import io.muster.index.Engine;
import io.muster.index.EngineStatus;
import io.muster.index.answer.RuleCount;
import io.muster.server.wire.backend.EngineQuestions;
import org.roaringbitmap.RoaringBitmap;

/** The engine, as a question from the wire sees it. Engine thread. */
record EngineAnswers(Engine engine) implements EngineQuestions {
    private static final int SAMPLE = 10;

    @Override
    public long sequence() {
        return engine.sequence();
    }

    @Override
    public RoaringBitmap members(int workspaceId, int segmentId) {
        return engine.members(workspaceId, segmentId);
    }

    @Override
    public RuleCount count(int workspaceId, String rule) {
        return engine.count(workspaceId, rule, SAMPLE).finish();
    }

    @Override
    public CustomerDetails customer(int workspaceId, String customerId) {
        return engine.customer(workspaceId, customerId);
    }

    @Override
    public EngineStatus status() {
        return engine.status();
    }
}
