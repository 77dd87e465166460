package io.muster.server.redis.resp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "*, shop:vip, true",
        "shop:*, shop:vip, true",
        "shop:*, other:vip, false",
        "sh?p:v*p, shop:vip, true",
        "sh?p, shp, false",
        "h[ae]llo, hallo, true",
        "h[ae]llo, hillo, false",
        "h[^e]llo, hallo, true",
        "h[^e]llo, hello, false",
        "h[a-c]llo, hbllo, true",
        "h[c-a]llo, hbllo, true",
        "h[a-c]llo, hdllo, false",
        "a\\*b, a*b, true",
        "a\\*b, axb, false",
        "[\\]x], ], true",
        "*a*b*, xxaxxbxx, true",
        "*a*b*, xxbxxaxx, false",
        "'', '', true",
        "**, '', true",
        "?, '', false"
    })
    void shouldMatchAsRedisDoes(String pattern, String text, boolean matches) {
        byte[] bytes = text.getBytes(UTF_8);
        assertEquals(matches, new Glob(pattern.getBytes(UTF_8)).matches(bytes, bytes.length));
    }

    @Test
    void shouldNotTakeForEverOverManyStars() {
        byte[] text = "a".repeat(2_000).getBytes(UTF_8);
        Glob glob = new Glob(("a*".repeat(500) + "b").getBytes(UTF_8));
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertEquals(false, glob.matches(text, text.length)));
    }
}
