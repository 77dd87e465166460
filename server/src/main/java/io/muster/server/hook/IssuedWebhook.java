package io.muster.server.hook;

/**
 * A webhook with its new secret, which is to be shown once.
 *
 * @param webhook what is kept
 * @param secret that its calls are signed with
 */
public record IssuedWebhook(Webhook webhook, String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return webhook.toString();
    }
}
