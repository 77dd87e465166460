package io.muster.server.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final int QUESTIONS = 200_000;
    private static final int ROUNDS = 50;
    private static final long SLACK_BYTES = 64 * 1024;

    private final Access access = Access.of(new Token(
            "mixed",
            new byte[32],
            new Grants(Map.of("a", Set.of(Role.READ), "b", Set.of(Role.INGEST), "c", Set.of(Role.ADMIN))),
            0,
            Token.NEVER));

    @Test
    void shouldSayNothingOfWhatItDoesNotSee() {
        assertTrue(access.sees("a") && access.sees("b") && access.sees("c"));
        assertFalse(access.sees("d") || access.sees("*") || access.sees(""));
        assertEquals(
                "token 'mixed': found role read in workspace 'a', expected admin", access.refusal("a", Role.ADMIN));
        assertFalse(access.refusal("a", Role.ADMIN).contains("'b'"));
    }

    @Test
    void shouldHoldAllRolesWhereItIsAdministrator() {
        for (Role role : Role.values()) {
            assertTrue(access.allows("c", role));
            assertFalse(access.allowsEverywhere(role));
            assertTrue(Access.OPEN.allowsEverywhere(role));
        }
        assertFalse(access.allows("b", Role.READ), "who delivers does not read");
        assertFalse(access.allows("a", Role.INGEST));
    }

    @Test
    void shouldAllocateNothingForAQuestion() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        // What is not compiled yet may allocate.
        for (int round = 0; round < ROUNDS && allocated >= SLACK_BYTES; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            assertEquals(QUESTIONS, ask());
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(allocated < SLACK_BYTES, allocated + " bytes");
    }

    private int ask() {
        int allowed = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            if (access.sees("a") && access.allows("c", Role.READ) && !access.allows("d", Role.READ)) {
                allowed++;
            }
        }
        return allowed;
    }
}
