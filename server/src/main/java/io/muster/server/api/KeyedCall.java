package io.muster.server.api;

import io.vertx.core.MultiMap;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;

/** One call with an {@code Idempotency-Key}. The I/O thread. */
final class KeyedCall {
    private static final List<String> REPEATED_HEADERS = List.of("Content-Type", "Location", "ETag");

    private final IdempotencyKeys keys;
    private final IdempotencyKeys.Scope scope;

    private KeyedCall(IdempotencyKeys keys, IdempotencyKeys.Scope scope) {
        this.keys = keys;
        this.scope = scope;
    }

    /** Throws where the key is none. */
    static KeyedCall of(IdempotencyKeys keys, String caller, String path, String key) {
        boolean good = !key.isEmpty()
                && key.length() <= IdempotencyKeys.MAX_LENGTH
                && key.chars().allMatch(c -> c > ' ' && c <= '~');
        if (!good) {
            throw ProblemException.badRequest("Idempotency-Key: found " + key.length() + " characters, expected 1 to "
                    + IdempotencyKeys.MAX_LENGTH + " printable ones of ASCII, no blanks");
        }
        return new KeyedCall(keys, new IdempotencyKeys.Scope(caller, path, key));
    }

    /** As {@link IdempotencyKeys#begin}. */
    IdempotencyKeys.Answer begin(byte[] body) {
        return keys.begin(scope, sha256(body));
    }

    /** The call was answered. */
    void answered(int status, MultiMap headers, byte[] body) {
        if (status >= 300) {
            keys.failed(scope);
            return;
        }
        List<Map.Entry<String, String>> repeated = REPEATED_HEADERS.stream()
                .filter(headers::contains)
                .map(name -> Map.entry(name, headers.get(name)))
                .toList();
        keys.done(scope, new IdempotencyKeys.Answer(status, repeated, body));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
