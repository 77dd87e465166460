package io.muster.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.ExportFormat;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.Soak;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a server answers, the client says that it makes no sense, in time, and nothing else happens to it. */
@Timeout(600)
class Promise08HostileServerTest {
    private static final long SOAK_NS = Soak.nanos(3_000);
    private static final int LEAST_CALLS = 60;
    private static final int ATTEMPTS = 300;
    private static final byte[] LINES = {'g', 'o', 'o', 'd', '\n', 'b', 'a', 'd', '\n'};

    /** Something that a client may want. */
    @FunctionalInterface
    private interface Call {
        void on(WorkspaceClient shop) throws IOException;
    }

    private static final List<Call> CALLS = List.of(
            shop -> shop.isMember(1, "c-17"),
            shop -> shop.areMembers(1, List.of("c-1", "c-2")),
            shop -> shop.areMembers(1, new int[] {1, 2}),
            shop -> shop.memberships("c-17"),
            shop -> shop.ordinals(List.of("c-1", "c-2")),
            shop -> shop.cardinality(1),
            shop -> shop.memberUntil(1, "c-17"),
            WorkspaceClient::segments,
            shop -> shop.versions(1),
            shop -> shop.tryUpdate(1, "a = 1"),
            shop -> shop.overlap(List.of(1, 2)),
            shop -> shop.count("a = 1", 5),
            shop -> shop.explainJson(1, "c-17"),
            shop -> shop.suggest("tags", "v", 5),
            WorkspaceClient::fields,
            shop -> shop.customerJson("c-17"),
            shop -> shop.append(LINES, 0, LINES.length, Durability.DISK),
            shop -> shop.export(1, ExportFormat.IDS, OutputStream.nullOutputStream()),
            shop -> shop.tryRecord("{\"type\":\"customer_deleted\",\"id\":\"c-1\"}"));

    @Test
    void shouldFailInTimeWhateverTheServerAnswers() throws IOException {
        long seed = Long.getLong("muster.seed", System.nanoTime());
        System.out.println("Promise08HostileServerTest seed " + seed + " (-Dmuster.seed)");
        SplittableRandom random = new SplittableRandom(seed);
        int failed = 0;
        int calls = 0;
        try (WireFixture wire = new WireFixture();
                SpoilingProxy proxy = new SpoilingProxy(wire.server.port(), seed)) {
            ClientOptions patient = ClientOptions.of("127.0.0.1", proxy.port());
            ClientOptions options = patient.withRequestTimeoutMs(100);
            long startNs = System.nanoTime();
            while (System.nanoTime() - startNs < SOAK_NS || calls < LEAST_CALLS) {
                proxy.spoiling = false;
                try (MusterClient client = MusterClient.connect(options)) {
                    WorkspaceClient shop = shop(client);
                    proxy.spoiling = true;
                    for (int i = 0; i < 20 && client.isOpen(); i++) {
                        failed += call(CALLS.get(random.nextInt(CALLS.size())), shop) ? 0 : 1;
                        calls++;
                    }
                }
            }
            proxy.spoiling = false;
            try (MusterClient client = MusterClient.connect(patient)) {
                assertEquals(Membership.MEMBER, client.workspace("shop").isMember(1, "c-17"));
            }
        }
        System.out.println("Promise08HostileServerTest: " + failed + " of " + calls + " calls failed as they should");
        assertTrue(failed > 0 && failed < calls);
    }

    /** Nothing is spoilt yet; but where the machine is busy the answer may take longer than is waited for. */
    private static WorkspaceClient shop(MusterClient client) {
        for (int attempt = 1; ; attempt++) {
            try {
                return client.workspace("shop");
            } catch (MusterException late) {
                if (late.code() != ErrorCode.TIMEOUT || attempt == ATTEMPTS) {
                    throw late;
                }
            }
        }
    }

    private static boolean call(Call call, WorkspaceClient shop) throws IOException {
        try {
            call.on(shop);
            return true;
        } catch (MusterException told) {
            return false;
        }
    }
}
