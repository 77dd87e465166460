package io.muster.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.index.SlowAnswer;
import io.muster.index.answer.EditEffect;
import io.muster.index.answer.Explanation;
import io.muster.index.answer.MembershipUntil;
import io.muster.index.answer.SegmentVersion;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A segment that is deleted between the request and the engine's answer: it is the segment that is not there. */
@Timeout(60)
class SegmentGoneMeanwhileTest {
    private final FakeWorkspace shop = new FakeWorkspace(1, "shop", 10, 1);

    @Test
    void shouldSayThatTheSegmentIsNotThereAndNotItsWorkspace() {
        try (FakeBackend backend = new Deleting().with(shop);
                WireServer server = new WireServer(new WireOptions("127.0.0.1", 0, 1), backend);
                MusterClient client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()))) {
            WorkspaceClient workspace = client.workspace("shop");
            int odd = WireFixture.ODD.id();
            assertGone(workspace, each -> each.memberUntil(odd, "c-1"));
            assertGone(workspace, each -> each.versions(odd));
            assertGone(workspace, each -> each.tryUpdate(odd, "number_of_orders > 1"));
            assertGone(workspace, each -> each.explainJson(odd, "c-1"));
        }
    }

    private void assertGone(WorkspaceClient workspace, Consumer<WorkspaceClient> question) {
        shop.catalog(1, WireFixture.ODD);
        MusterException gone = assertThrows(MusterException.class, () -> question.accept(workspace));
        assertEquals(ErrorCode.UNKNOWN_SEGMENT, gone.code(), gone::toString);
        assertEquals("segment: found no id 1 in workspace 'shop'", gone.getMessage());
    }

    /** Whose segments are deleted just before it answers. */
    private final class Deleting extends FakeBackend {
        @Override
        public SlowAnswer<Explanation> explain(int workspaceId, int segmentId, String customer) {
            return gone();
        }

        @Override
        public SlowAnswer<MembershipUntil> until(int workspaceId, int segmentId, String customer) {
            return gone();
        }

        @Override
        public List<SegmentVersion> versions(int workspaceId, int segmentId) {
            return gone();
        }

        @Override
        public SlowAnswer<EditEffect> edit(int workspaceId, int segmentId, String rule) {
            return gone();
        }

        private <T> T gone() {
            shop.catalog(2);
            return null;
        }
    }
}
