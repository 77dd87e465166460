package io.muster.server.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Promise 9: who reads members or changes over HTTP and stands still costs little, delays nobody and is cut off. */
@Timeout(240)
class Promise09ApiReaderTest {
    private static final int IMPATIENT_MS = 500;

    /** Sixteen who were told all at once, and not as fast as they read, would hold more than twice that. */
    private static final long MOST_BYTES = 64L << 20;

    @Test
    void shouldServeAsManyDownloadsAsTheBoundSaysAndNotOneMoreAndStayFlat() throws IOException {
        try (LargeShop large = new LargeShop(LargeShop.PATIENT_MS)) {
            long beforeBytes = LargeShop.usedBytes();
            List<Socket> standing = new ArrayList<>();
            for (int i = 0; i < MembersCalls.MAX_AT_ONCE; i++) {
                standing.add(large.standing(LargeShop.MEMBERS));
            }
            large.get(LargeShop.MEMBERS)
                    .isProblem(503, "busy", "members: found 16 downloads under way, expected fewer");
            large.get("/v1/workspaces/shop/segments/all").is(200);
            long moreBytes = LargeShop.usedBytes() - beforeBytes;
            assertTrue(moreBytes < MOST_BYTES, () -> "found " + moreBytes + " bytes more");
            standing.getFirst().close();
            eventually().until(() -> large.get(LargeShop.MEMBERS).status() == 200);
            assertEquals(
                    LargeShop.CUSTOMERS,
                    large.get(LargeShop.MEMBERS).is(200).text().lines().count());
            assertTrue(-LargeShop.drain(standing.get(1)) > LargeShop.leastBytes(), "who reads on is told all");
            for (Socket each : standing) {
                each.close();
            }
        }
    }

    @Test
    void shouldKeepLittleForThoseWhoFollowAndDoNotRead() throws Exception {
        try (LargeShop large = new LargeShop(LargeShop.PATIENT_MS)) {
            long beforeBytes = LargeShop.usedBytes();
            List<Socket> standing = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                standing.add(large.standing(LargeShop.CHANGES));
            }
            try (Socket reading = large.standing(LargeShop.CHANGES)) {
                long told = 0;
                byte[] read = new byte[64 * 1024];
                while (told < LargeShop.leastBytes()) {
                    told += reading.getInputStream().read(read);
                }
            }
            long moreBytes = LargeShop.usedBytes() - beforeBytes;
            assertTrue(moreBytes < MOST_BYTES, () -> "found " + moreBytes + " bytes more");
            for (Socket each : standing) {
                each.close();
            }
            eventually().until(() -> large.shop.server.changes().followers() == 0);
        }
    }

    @Test
    void shouldCutOffWhoReadsNothing() throws Exception {
        try (LargeShop large = new LargeShop(IMPATIENT_MS);
                Socket members = large.standing(LargeShop.MEMBERS);
                Socket changes = large.standing(LargeShop.CHANGES)) {
            eventually().until(() -> large.shop.server.changes().followers() == 0);
            assertUnfinished(LargeShop.drain(changes));
            assertUnfinished(LargeShop.drain(members));
            large.get("/v1/workspaces/shop/segments/all").is(200);
        }
    }

    private static void assertUnfinished(long drained) {
        assertTrue(drained >= 0 && drained < LargeShop.leastBytes(), () -> "found " + drained + " bytes");
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
