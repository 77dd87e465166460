package io.muster.index.id;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WyhashTest {
    /** The vectors of wyhash's own test_vector.cpp. */
    @ParameterizedTest
    @CsvSource({
        "0, '', 93228a4de0eec5a2",
        "1, a, c5bac3db178713c4",
        "2, abc, a97f2f7b1d9b3314",
        "3, message digest, 786d1f1df3801df4",
        "4, abcdefghijklmnopqrstuvwxyz, dca5a8138ad37c87",
        "5, ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789, b9e734f117cfaf70",
        "6, 12345678901234567890123456789012345678901234567890123456789012345678901234567890, 6cc5eab49a92d617",
    })
    void shouldHashLikeTheOriginal(long seed, String text, String expected) {
        byte[] bytes = (" " + text).getBytes(StandardCharsets.US_ASCII);
        long hash = new Wyhash(seed).hash(new UnsafeBuffer(bytes), 1, bytes.length - 1);
        assertEquals(expected, Long.toHexString(hash));
    }
}
