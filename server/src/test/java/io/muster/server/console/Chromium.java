package io.muster.server.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser, as the system has it. */
final class Chromium {
    private Chromium() {}

    /**
     * Leaves the test out, and says why, where it is missing; {@code -Dmuster.chromium=required}, which {@code .ci/run}
     * gives, makes that a failure.
     */
    static Path require() {
        Optional<Path> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
        String needed = "chromium: not found, expected on the PATH; apt-get install chromium";
        assertFalse(found.isEmpty() && "required".equals(System.getProperty("muster.chromium")), needed);
        assumeTrue(found.isPresent(), needed);
        return found.orElseThrow();
    }
}
