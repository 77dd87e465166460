package io.muster.server.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Promise 11: whose token is revoked gets nothing more over HTTP, of what they had asked for before neither. */
@Timeout(240)
class Promise11RevokedApiStreamTest {
    private static LargeShop large;

    @BeforeAll
    static void start() throws IOException {
        large = new LargeShop(LargeShop.PATIENT_MS);
    }

    @AfterAll
    static void stop() throws IOException {
        large.close();
    }

    /** As many as may be under way are: that the one has ended is seen by the room it leaves. */
    @Test
    void shouldEndADownloadWhenItsTokenIsRevoked() throws IOException {
        String secret = large.reader("ads");
        List<Socket> others = new ArrayList<>();
        try (Socket members = large.standing(LargeShop.MEMBERS, secret)) {
            while (others.size() < MembersCalls.MAX_AT_ONCE - 1) {
                others.add(large.standing(LargeShop.MEMBERS));
            }
            large.get(LargeShop.MEMBERS).is(503);
            large.revoke("ads");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> large.get(LargeShop.MEMBERS).status() == 200);
            assertUnfinished(members);
            refused(LargeShop.MEMBERS, secret);
            assertTrue(-LargeShop.drain(others.getFirst()) > LargeShop.leastBytes(), "others are told all");
        } finally {
            for (Socket each : others) {
                each.close();
            }
        }
    }

    @Test
    void shouldEndAFollowerWhenItsTokenIsRevoked() throws IOException {
        String secret = large.reader("mail");
        try (Socket changes = large.standing(LargeShop.CHANGES, secret);
                Socket bystander = large.standing(LargeShop.CHANGES)) {
            large.revoke("mail");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> large.shop.server.changes().followers() == 1);
            assertUnfinished(changes);
            refused(LargeShop.CHANGES, secret);
            assertTrue(bystander.getInputStream().readNBytes(1_000_000).length == 1_000_000);
        }
    }

    private static void assertUnfinished(Socket socket) {
        long drained = LargeShop.drain(socket);
        assertTrue(drained >= 0 && drained < LargeShop.leastBytes(), () -> "found " + drained + " bytes");
    }

    private static void refused(String path, String secret) {
        assertEquals(
                401,
                large.shop.api.get(path, "Authorization", "Bearer " + secret).status());
    }
}
