package io.muster.server.api;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What was answered to calls with an {@code Idempotency-Key}: the same call again is answered likewise and does nothing
 * again. Kept in memory, so a restart forgets them. Only what was done is remembered: a call that was refused may be
 * made again. The I/O thread.
 */
final class IdempotencyKeys {
    /** How many are remembered; the oldest are forgotten first. */
    static final int MAX_KEYS = 10_000;

    /** What their answers may have together. */
    static final long MAX_BYTES = 16L * 1024 * 1024;

    /** How long they are remembered. */
    static final long MAX_AGE_MS = 24L * 60 * 60 * 1_000;

    /** Longest key. */
    static final int MAX_LENGTH = 200;

    private static final int RETRY_AFTER_MS = 1_000;

    private final Map<Scope, Kept> kept = new LinkedHashMap<>();
    private final LongSupplier nowMillis;
    private long keptBytes;

    /** A call that goes by a key: whose, where, and which. */
    record Scope(String caller, String path, String key) {}

    /** An answer as it is repeated. */
    record Answer(int status, List<Map.Entry<String, String>> headers, byte[] body) {}

    private static final class Kept {
        final byte[] fingerprint;
        final long sinceMillis;
        Answer answer;

        Kept(byte[] fingerprint, long sinceMillis) {
            this.fingerprint = fingerprint;
            this.sinceMillis = sinceMillis;
        }

        long bytes() {
            return answer == null ? 0 : answer.body().length;
        }
    }

    /** {@code nowMillis} goes on by itself. */
    IdempotencyKeys(LongSupplier nowMillis) {
        this.nowMillis = nowMillis;
    }

    /**
     * Null where the call is to be made: then {@link #done} or {@link #failed} follows. Otherwise what the same call
     * was answered. Throws where that is still under way, or was another call.
     *
     * @param fingerprint of the body
     */
    Answer begin(Scope scope, byte[] fingerprint) {
        forget(1);
        Kept found = kept.get(scope);
        if (found == null) {
            kept.put(scope, new Kept(fingerprint, nowMillis.getAsLong()));
            return null;
        }
        if (!Arrays.equals(found.fingerprint, fingerprint)) {
            throw new ProblemException(new ApiProblem(
                    422,
                    "idempotency_key_reused",
                    "Idempotency-Key: found it on a call with another body, expected the same body or another key"));
        }
        if (found.answer == null) {
            throw new ProblemException(new ApiProblem(
                    409,
                    "idempotency_key_in_use",
                    "Idempotency-Key: found the same call under way, expected its end; try again",
                    Map.of("retry_after_ms", RETRY_AFTER_MS)));
        }
        return found.answer;
    }

    /** The call was made, and so answered. */
    void done(Scope scope, Answer answer) {
        Kept found = kept.get(scope);
        if (found != null && found.answer == null) {
            found.answer = answer;
            keptBytes += found.bytes();
            forget(0);
        }
    }

    /** The call did nothing. */
    void failed(Scope scope) {
        Kept found = kept.get(scope);
        if (found != null && found.answer == null) {
            kept.remove(scope);
        }
    }

    int size() {
        return kept.size();
    }

    /** Makes room for so many more. */
    private void forget(int more) {
        long oldestMillis = nowMillis.getAsLong() - MAX_AGE_MS;
        Iterator<Kept> oldestFirst = kept.values().iterator();
        while (oldestFirst.hasNext()) {
            Kept next = oldestFirst.next();
            if (next.sinceMillis >= oldestMillis && kept.size() + more <= MAX_KEYS && keptBytes <= MAX_BYTES) {
                return;
            }
            if (next.answer != null) {
                keptBytes -= next.bytes();
                oldestFirst.remove();
            }
        }
    }
}
