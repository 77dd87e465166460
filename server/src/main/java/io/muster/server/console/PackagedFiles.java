package io.muster.server.console;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The console's files where the build has put them: in this jar or directory, and in WebJars. */
final class PackagedFiles {
    private static final String INDEX = "index.html";
    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final String POMS = "/META-INF/maven/org.webjars.npm/";

    private PackagedFiles() {}

    /** All of the console's own, by their path below its package. */
    static Map<String, byte[]> own() throws IOException {
        try {
            URI index = resource(INDEX).toURI();
            if (!index.getScheme().equals("jar")) {
                return below(Path.of(index).getParent());
            }
            String[] parts = index.getRawSchemeSpecificPart().split("!", 2);
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(URI.create(parts[0])))) {
                return below(jar.getPath(parts[1]).getParent());
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** A file of a WebJar, whose version is the one that the build has chosen. */
    static byte[] ofWebJar(String webjar, String file) throws IOException {
        Properties pom = new Properties();
        try (InputStream in = resource(POMS + webjar + "/pom.properties").openStream()) {
            pom.load(in);
        }
        try (InputStream in = resource(WEBJARS + webjar + "/" + pom.getProperty("version") + "/" + file)
                .openStream()) {
            return in.readAllBytes();
        }
    }

    private static Map<String, byte[]> below(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> tree = Files.walk(directory)) {
            paths = tree.filter(PackagedFiles::isServed).toList();
        }
        Map<String, byte[]> files = new TreeMap<>();
        for (Path path : paths) {
            files.put(directory.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
        }
        return files;
    }

    private static boolean isServed(Path path) {
        return Files.isRegularFile(path) && !path.toString().endsWith(".class");
    }

    private static URL resource(String name) throws FileNotFoundException {
        URL found = PackagedFiles.class.getResource(name);
        if (found == null) {
            throw new FileNotFoundException(name + ": not found, expected on the class path");
        }
        return found;
    }
}
