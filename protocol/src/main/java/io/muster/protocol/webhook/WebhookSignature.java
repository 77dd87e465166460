package io.muster.protocol.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header {@value #HEADER} of a webhook's call: {@code t=SECONDS,v1=HEX}, where HEX is HMAC-SHA256 with the
 * webhook's secret over {@code SECONDS}, a full stop and the body. For a day after a rotation there is a {@code v1} of
 * either secret. Any thread.
 */
public final class WebhookSignature {
    /** Name of the header. */
    public static final String HEADER = "Muster-Signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String TIME = "t=";
    private static final String VERSION = "v1=";
    private static final int HEX = 16;
    private static final int MAX_LENGTH = 1_024;

    private WebhookSignature() {}

    /** The header's value. */
    public static String sign(long epochSeconds, byte[] body, List<String> secrets) {
        StringBuilder header = new StringBuilder(TIME).append(epochSeconds);
        for (String secret : secrets) {
            header.append(',').append(VERSION).append(hex(epochSeconds, body, secret));
        }
        return header.toString();
    }

    /**
     * Whether the call came from who has the secret, and not longer ago than {@code toleranceSeconds}: an older one may
     * be a copy that somebody sends again. Takes as long whatever of it is wrong.
     *
     * @param header its value; null where there was none
     * @param body as it came, byte for byte
     */
    public static boolean isGood(
            String header, byte[] body, String secret, long nowEpochSeconds, long toleranceSeconds) {
        if (header == null || header.length() > MAX_LENGTH || !header.startsWith(TIME)) {
            return false;
        }
        String[] parts = header.split(",");
        long epochSeconds;
        try {
            epochSeconds = Long.parseLong(parts[0].substring(TIME.length()));
        } catch (NumberFormatException notASecond) {
            return false;
        }
        byte[] expected = bytes(hex(epochSeconds, body, secret));
        boolean found = false;
        for (int i = 1; i < parts.length; i++) {
            boolean same = parts[i].startsWith(VERSION)
                    && MessageDigest.isEqual(expected, bytes(parts[i].substring(VERSION.length())));
            found |= same;
        }
        return found && Math.abs(nowEpochSeconds - epochSeconds) <= toleranceSeconds;
    }

    private static String hex(long epochSeconds, byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes(secret), ALGORITHM));
            mac.update(bytes(epochSeconds + "."));
            StringBuilder text = new StringBuilder();
            for (byte each : mac.doFinal(body)) {
                text.append(Character.forDigit((each >> 4) & 0xF, HEX)).append(Character.forDigit(each & 0xF, HEX));
            }
            return text.toString();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
