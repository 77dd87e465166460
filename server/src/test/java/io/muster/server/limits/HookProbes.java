package io.muster.server.limits;

import io.muster.server.api.data.MembersCalls;
import io.muster.server.api.data.RecordCalls;
import io.muster.server.hook.WebhookSpec;
import io.muster.server.hook.WebhookStore;
import java.util.List;

/** Bounds of webhooks, and of records and members over HTTP. */
final class HookProbes {
    private static final String AREA = "Webhooks";
    private static final String TESTS = "server/src/test/java/io/muster/server/hook/";
    private static final String BOUNDS = "WebhookStoreTest.java#shouldTakeAsManyAsTheBoundsSayAndNotOneMore";
    private static final String ADDRESSES = "WebhookStoreTest.java#shouldTakeAddressesUpToTheBoundAndNotOneMore";

    private HookProbes() {}

    static List<Limit> limits() {
        return List.of(
                limit("webhooks of all workspaces", WebhookStore.MAX_WEBHOOKS, "webhooks", BOUNDS),
                limit("webhooks of a segment", WebhookStore.MAX_OF_SEGMENT, "webhooks", BOUNDS),
                limit("the address of a webhook", WebhookSpec.MAX_URL_LENGTH, "characters", ADDRESSES),
                limit("changes that a call can be asked to bring", WebhookSpec.MOST_CHANGES, "changes", ADDRESSES),
                new Limit(
                        "Records over HTTP",
                        "calls under way",
                        RecordCalls.MAX_AT_ONCE,
                        "calls",
                        "503, try again",
                        null,
                        "server/src/test/java/io/muster/server/api/data/RecordCallsTest.java"
                                + "#shouldTakeAsManyCallsAtOnceAsTheBoundSaysAndNotOneMore"),
                new Limit(
                        "Members over HTTP",
                        "downloads under way",
                        MembersCalls.MAX_AT_ONCE,
                        "downloads",
                        "503, try again",
                        null,
                        "server/src/test/java/io/muster/server/api/data/Promise09ApiReaderTest.java"
                                + "#shouldServeAsManyDownloadsAsTheBoundSaysAndNotOneMoreAndStayFlat"));
    }

    private static Limit limit(String what, long bound, String unit, String test) {
        return new Limit(AREA, what, bound, unit, "refused", null, TESTS + test);
    }
}
