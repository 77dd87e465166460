package io.muster.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The configuration file that comes with the server: every option explained, at its default. */
public final class ShippedConfig {
    private ShippedConfig() {}

    /** The whole file. Any thread. */
    public static String text() {
        try (InputStream in = ShippedConfig.class.getResourceAsStream("muster.conf")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
