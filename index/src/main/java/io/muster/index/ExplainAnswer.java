package io.muster.index;

import io.muster.index.answer.Explanation;
import io.muster.index.explain.Explaining;
import io.muster.index.function.Effort;
import io.muster.index.outlook.CustomerOutlook;
import io.muster.index.outlook.Outlook;
import io.muster.index.segment.Segment;
import io.muster.index.workspace.WorkspaceState;

/** Why a customer is in a segment or not. The engine's thread. */
final class ExplainAnswer extends CustomerAnswer<Explanation> {
    private final Workspace workspace;
    private final int ordinal;
    private Explaining explaining;

    ExplainAnswer(Workspace workspace, WorkspaceState state, Outlook outlook, int segmentId, int ordinal, Pace pace) {
        super(state, outlook, segmentId, ordinal, pace.visits());
        this.workspace = workspace;
        this.ordinal = ordinal;
    }

    @Override
    void begin(SegmentEntry entry, Segment read, CustomerOutlook whom) {
        explaining = workspace.explain(entry, read, ordinal, whom);
    }

    @Override
    boolean workOut(Effort effort) {
        return explaining.step(effort);
    }

    @Override
    Explanation worked() {
        return explaining.explanation();
    }

    @Override
    Explanation gone() {
        return null;
    }
}
