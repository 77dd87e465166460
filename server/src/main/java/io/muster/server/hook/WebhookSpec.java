package io.muster.server.hook;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * What users say of a webhook.
 *
 * @param url where changes are sent
 * @param entered whether those who enter are told
 * @param left whether those who leave are told
 * @param maxChanges how many one call brings at most
 */
public record WebhookSpec(URI url, boolean entered, boolean left, int maxChanges) {
    /** Longest address, in characters. */
    public static final int MAX_URL_LENGTH = 2_000;

    /** Most changes that a call can be asked to bring. */
    public static final int MOST_CHANGES = 1_000;

    /** Changes of a call where nobody said how many. */
    public static final int USUAL_CHANGES = 100;

    /** Checks what does not depend on the server's options. */
    public WebhookSpec {
        if (!entered && !left) {
            throw refused("events: found none, expected entered, left or both");
        }
        if (maxChanges < 1 || maxChanges > MOST_CHANGES) {
            throw refused("max_changes: found " + maxChanges + ", expected 1 to " + MOST_CHANGES);
        }
    }

    /**
     * Reads an address; throws {@link WebhookRefusedException}, whose message does not repeat it: it may hold a secret.
     *
     * @param inside whether http is allowed beside https
     */
    public static URI url(String text, boolean inside) {
        if (text.length() > MAX_URL_LENGTH) {
            throw refused("url: found " + text.length() + " characters, expected at most " + MAX_URL_LENGTH);
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw refused("url: found one that can't be read (" + e.getReason() + " at " + e.getIndex()
                    + "), expected one as https://example.com/path");
        }
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        boolean http = "http".equalsIgnoreCase(url.getScheme());
        if (!https && !http || url.getHost() == null || url.getHost().isEmpty()) {
            throw refused("url: found no https address with a host, expected one as https://example.com/path");
        }
        if (http && !inside) {
            throw refused("url: found http, which others on the way can read, expected https"
                    + " (or webhook-inside = yes, where that is meant)");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw refused("url: found a user or a fragment in it, expected none");
        }
        if (url.getPort() == 0 || url.getPort() > 65_535) {
            throw refused("url: found port " + url.getPort() + ", expected 1 to 65535");
        }
        return url;
    }

    boolean wants(boolean hasEntered) {
        return hasEntered ? entered : left;
    }

    private static WebhookRefusedException refused(String message) {
        return new WebhookRefusedException(WebhookRefusedException.Kind.BAD_REQUEST, message);
    }
}
