package io.muster.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MemberHandler;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.MusterUnreachableException;
import io.muster.protocol.client.WorkspaceClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ConnectionLossTest {
    private static final MemberHandler NOBODY = new MemberHandler() {
        @Override
        public void onMembership(long token, Membership membership, long sequence) {}

        @Override
        public void onFailure(long token, MusterException failure) {}
    };

    /** Long enough that a look-up is answered within it, whatever else the machine does. */
    private static final int TIMEOUT_MS = 3_000;

    private final CountDownLatch release = new CountDownLatch(1);
    private WireFixture wire;

    @BeforeEach
    void start() {
        wire = new WireFixture();
        wire.backend.engine.execute(this::hold);
    }

    @AfterEach
    void stop() {
        release.countDown();
        wire.close();
    }

    @RepeatedTest(5)
    void shouldFailAllThatIsOutstandingWhenTheServerGoes() throws Exception {
        try (MusterClient client = wire.connect()) {
            WorkspaceClient shop = client.workspace("shop");
            byte[] line = {'a'};
            List<CompletableFuture<?>> outstanding = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                outstanding.add(shop.appendAsync(line, 0, 1, Durability.DISK));
            }
            shop.isMember(1, "c-1");
            wire.server.close();
            for (CompletableFuture<?> each : outstanding) {
                ExecutionException failure =
                        assertThrows(ExecutionException.class, () -> each.get(30, TimeUnit.SECONDS));
                assertInstanceOf(MusterUnreachableException.class, failure.getCause());
            }
            assertFalse(client.isOpen());
            assertThrows(MusterUnreachableException.class, () -> shop.isMember(1, "c-1"));
            assertFalse(shop.tryIsMember(1, new UnsafeBuffer(line), 0, 1, 1, NOBODY));
        }
    }

    @Test
    void shouldFailAllThatIsOutstandingWhenTheClientCloses() throws Exception {
        MusterClient client = wire.connect();
        WorkspaceClient shop = client.workspace("shop");
        CompletableFuture<?> outstanding = shop.appendAsync(new byte[] {'a'}, 0, 1, Durability.DISK);
        client.close();
        ExecutionException failure =
                assertThrows(ExecutionException.class, () -> outstanding.get(30, TimeUnit.SECONDS));
        assertTrue(failure.getCause().getMessage().contains("closed by this client"));
        client.close();
    }

    @Test
    void shouldTimeOutAndGoOnWhenTheEngineStands() {
        try (MusterClient client = MusterClient.connect(wire.options().withRequestTimeoutMs(TIMEOUT_MS))) {
            WorkspaceClient shop = client.workspace("shop");
            MusterException failure =
                    assertThrows(MusterException.class, () -> shop.append(new byte[] {'a'}, 0, 1, Durability.DISK));
            assertEquals(ErrorCode.TIMEOUT, failure.code());
            assertEquals(Membership.MEMBER, shop.isMember(1, "c-17"));
            release.countDown();
            // The answer to the first comes late, and must not be taken for one to the second.
            for (int i = 0; i < 1_000; i++) {
                assertEquals(Membership.MEMBER, shop.isMember(1, "c-17"));
            }
        }
    }

    @Test
    void shouldSayThatItsWindowIsFull() {
        try (MusterClient client = MusterClient.connect(wire.options().withWindow(1))) {
            WorkspaceClient shop = client.workspace("shop");
            shop.appendAsync(new byte[] {'a'}, 0, 1, Durability.DISK);
            assertFalse(shop.tryIsMember(1, new UnsafeBuffer(new byte[] {'c'}), 0, 1, 1, NOBODY));
        }
    }

    @Test
    void shouldRefuseABlockingCallOnItsOwnThread() throws Exception {
        try (MusterClient client = wire.connect()) {
            WorkspaceClient shop = client.workspace("shop");
            CompletableFuture<Long> nested = shop.appendAsync(new byte[] {'a'}, 0, 1, Durability.DISK)
                    .thenApply(appended -> shop.cardinality(1));
            release.countDown();
            Throwable failure = assertThrows(ExecutionException.class, () -> nested.get(30, TimeUnit.SECONDS))
                    .getCause();
            assertInstanceOf(IllegalStateException.class, failure);
        }
    }

    private void hold() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
