package io.muster.server.soak;

import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Gives one segment another rule over and over, and makes and deletes others. */
final class SoakEditor extends SoakWorker {
    static final String EDITED = "edited";

    private static final String BRIEF = "brief";
    private static final List<String> NAMES = List.copyOf(SoakModel.EDITED_RULES.keySet());

    private String rule = NAMES.getFirst();
    private boolean inForce = true;

    SoakEditor(Supplier<SoakedProcess> server, AtomicBoolean ending, long seed, long paceMs) {
        super(server, ending, seed, paceMs);
    }

    /** That the edited segment begins with. */
    static String firstRule() {
        return SoakModel.EDITED_RULES.get(NAMES.getFirst());
    }

    /** The name of the rule in force; after the thread has ended. */
    String rule() {
        return rule;
    }

    @Override
    void turn(WorkspaceClient shop) {
        if (inForce) {
            rule = NAMES.get(random.nextInt(NAMES.size()));
            inForce = false;
        }
        int edited = shop.segment(EDITED).id();
        shop.updateSegment(edited, null, SoakModel.EDITED_RULES.get(rule));
        inForce = true;
        makeAndDelete(shop);
        if (random.nextInt(20) == 0) {
            cutOff();
        }
    }

    @Override
    boolean hasUnfinishedWork() {
        return !inForce;
    }

    private void makeAndDelete(WorkspaceClient shop) {
        try {
            shop.createSegment(BRIEF, "amount_spent > " + random.nextInt(1_000) + " OR number_of_orders = 1");
        } catch (MusterException e) {
            // Made before, by a request whose answer was lost.
            if (e.code() != ErrorCode.NAME_TAKEN) {
                throw e;
            }
        }
        shop.deleteSegment(shop.segment(BRIEF).id());
    }
}
