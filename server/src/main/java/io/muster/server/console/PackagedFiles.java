package io.muster.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The console's files where the build has put them: on the class path, in this jar and in WebJars. */
final class PackagedFiles {
    /** Names all of the console's own, for a class path can't be asked what it has. */
    static final String LIST = "files.txt";

    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final String POMS = "/META-INF/maven/org.webjars.npm/";

    private PackagedFiles() {}

    /** All of the console's own, by their path below its package. */
    static Map<String, byte[]> own() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (String path : new String(read(LIST), UTF_8).lines().toList()) {
            files.put(path, read(path));
        }
        return files;
    }

    /** A file of a WebJar, whose version is the one that the build has chosen. */
    static byte[] ofWebJar(String webjar, String file) throws IOException {
        Properties pom = new Properties();
        try (InputStream in = open(POMS + webjar + "/pom.properties")) {
            pom.load(in);
        }
        return read(WEBJARS + webjar + "/" + pom.getProperty("version") + "/" + file);
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = open(name)) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(String name) throws FileNotFoundException {
        InputStream found = PackagedFiles.class.getResourceAsStream(name);
        if (found == null) {
            throw new FileNotFoundException(name + ": not found, expected on the class path");
        }
        return found;
    }
}
