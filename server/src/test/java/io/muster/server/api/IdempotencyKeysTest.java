package io.muster.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdempotencyKeysTest {
    private static final byte[] BODY = {1};

    private long nowMillis;
    private final IdempotencyKeys keys = new IdempotencyKeys(() -> nowMillis);

    @Test
    void shouldForgetTheOldestBeyondItsBound() {
        for (int i = 0; i <= IdempotencyKeys.MAX_KEYS; i++) {
            make(i, 1);
        }
        assertEquals(IdempotencyKeys.MAX_KEYS, keys.size());
        assertNull(keys.begin(scope(0), BODY));
        assertNotNull(keys.begin(scope(IdempotencyKeys.MAX_KEYS), BODY));
    }

    @Test
    void shouldForgetWhatIsOld() {
        make(1, 1);
        nowMillis = IdempotencyKeys.MAX_AGE_MS;
        assertNotNull(keys.begin(scope(1), BODY));
        nowMillis++;
        assertNull(keys.begin(scope(1), BODY));
    }

    @Test
    void shouldHoldSoManyBytesAtMost() {
        int half = (int) (IdempotencyKeys.MAX_BYTES / 2);
        make(1, half);
        make(2, half);
        assertEquals(2, keys.size());
        make(3, 1);
        assertEquals(2, keys.size());
        assertNull(keys.begin(scope(1), BODY));
    }

    @Test
    void shouldTellTwoOfOneKeyApart() {
        assertNull(keys.begin(scope(1), BODY));
        assertEquals(
                409,
                assertThrows(ProblemException.class, () -> keys.begin(scope(1), BODY))
                        .problem()
                        .status());
        assertEquals(
                422,
                assertThrows(ProblemException.class, () -> keys.begin(scope(1), new byte[] {2}))
                        .problem()
                        .status());
        assertNull(keys.begin(new IdempotencyKeys.Scope("another", "/path", "1"), BODY));
        keys.failed(scope(1));
        assertNull(keys.begin(scope(1), BODY));
    }

    private void make(int key, int bytes) {
        assertNull(keys.begin(scope(key), BODY));
        keys.done(scope(key), new IdempotencyKeys.Answer(201, List.of(), new byte[bytes]));
    }

    private static IdempotencyKeys.Scope scope(int key) {
        return new IdempotencyKeys.Scope("caller", "/path", Integer.toString(key));
    }
}
