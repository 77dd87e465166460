package io.muster.server.hook.call;

import java.net.URI;
import java.util.Map;

/**
 * What is sent.
 *
 * @param url absolute, http or https
 * @param attempt how often it was tried before: a receiver with several addresses is tried at one after the other
 * @param headers beside those that every call has
 * @param body JSON
 */
public record Call(URI url, int attempt, Map<String, String> headers, byte[] body) {
    /** Without path and headers, which may hold secrets. */
    @Override
    public String toString() {
        return "call of " + url.getHost();
    }
}
