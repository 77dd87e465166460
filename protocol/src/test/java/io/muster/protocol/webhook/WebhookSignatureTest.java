package io.muster.protocol.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
    private static final long AT = 1_800_000_000L;
    private static final byte[] BODY = "{\"kind\":\"test\"}".getBytes(UTF_8);

    /** {@code printf '1800000000.{"kind":"test"}' | openssl dgst -sha256 -hmac whs_sample}. */
    @Test
    void shouldBeWhatOtherProgramsReckon() {
        assertEquals(
                "t=1800000000,v1=ad3e03dc0e5e5b45b1e822f328672391ead05b87b9989833e58e723af5ab2a30",
                WebhookSignature.sign(AT, BODY, List.of("whs_sample")));
    }

    @Test
    void shouldBeGoodWithEitherSecretAndForATime() {
        String header = WebhookSignature.sign(AT, BODY, List.of("new", "old"));
        assertTrue(isGood(header, "new", AT));
        assertTrue(isGood(header, "old", AT + 300));
        assertTrue(isGood(header, "old", AT - 300));
        assertFalse(isGood(header, "old", AT + 301));
        assertFalse(isGood(header, "old", AT - 301));
        assertFalse(isGood(header, "other", AT));
    }

    @Test
    void shouldNotBeGoodWhereAnythingIsChanged() {
        String header = WebhookSignature.sign(AT, BODY, List.of("secret"));
        for (int i = 0; i < header.length(); i++) {
            char other = header.charAt(i) == '7' ? '8' : '7';
            assertFalse(isGood(header.substring(0, i) + other + header.substring(i + 1), "secret", AT), "place " + i);
            assertFalse(isGood(header.substring(0, i), "secret", AT), "length " + i);
        }
        byte[] changed = BODY.clone();
        changed[3] ^= 1;
        assertFalse(WebhookSignature.isGood(header, changed, "secret", AT, 300));
        for (String wrong : new String[] {null, "", "t=", "t=x,v1=0", "v1=0", ",,,", "t=1".repeat(1_000)}) {
            assertFalse(isGood(wrong, "secret", AT));
        }
    }

    private static boolean isGood(String header, String secret, long now) {
        return WebhookSignature.isGood(header, BODY, secret, now, 300);
    }
}
