package io.muster.index;

import io.muster.index.answer.Explanation;
import io.muster.index.answer.MembershipUntil;
import io.muster.index.function.Effort;
import io.muster.index.outlook.CustomerOutlook;
import io.muster.index.outlook.Following;
import io.muster.index.outlook.Outlook;
import io.muster.index.outlook.Prospect;
import io.muster.index.segment.Segment;
import io.muster.index.workspace.WorkspaceState;

/** Whether a customer is in a segment, and until when. The engine's thread. */
final class UntilAnswer extends CustomerAnswer<MembershipUntil> {
    /** Of a customer there is not. */
    static final MembershipUntil UNKNOWN = new MembershipUntil(false, false, Explanation.NEVER);

    private CustomerOutlook customer;
    private Segment segment;
    private Following following;

    UntilAnswer(WorkspaceState state, Outlook outlook, int segmentId, int ordinal, Pace pace) {
        super(state, outlook, segmentId, ordinal, pace.visits());
    }

    @Override
    void begin(SegmentEntry entry, Segment read, CustomerOutlook whom) {
        segment = read;
        customer = whom;
        customer.fix(row -> {});
    }

    @Override
    boolean workOut(Effort effort) {
        if (!customer.arrange(effort)) {
            return false;
        }
        if (following == null) {
            following = customer.follow(segment.node());
        }
        return following.step(effort);
    }

    @Override
    MembershipUntil worked() {
        Prospect prospect = following.prospect();
        return new MembershipUntil(true, prospect.holds(), prospect.untilMillis());
    }

    @Override
    MembershipUntil gone() {
        return UNKNOWN;
    }
}
