package io.muster.server.config;

/**
 * What is in force for one option.
 *
 * @param area its title
 * @param option which
 * @param text the value as it would be written; {@code none} where there is none
 * @param origin where it comes from: {@code default}, {@code muster.conf:12}, {@code MUSTER_PORT}, {@code --port}
 */
public record Setting(String area, Option option, String text, String origin) {
    static final String DEFAULT = "default";

    /** Whether a user set it. */
    public boolean isSet() {
        return !origin.equals(DEFAULT);
    }
}
