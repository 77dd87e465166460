package io.muster.tools.acceptance;

import static org.awaitility.Awaitility.await;

import io.muster.tools.MusterCommand;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What the servers of these tests have their classes from: an archive that one server has written of those that it
 * loaded, mapped by all after it, as the launcher has it. That is half of a start, and there are dozens.
 */
final class ServerClasses {
    private static final Duration DEADLINE = Duration.ofSeconds(120);

    private ServerClasses() {}

    /** Options of the JVM; the first call takes as long as some starts. */
    static List<String> options() {
        return Once.OPTIONS;
    }

    private static List<String> archive() {
        try {
            Path directory = Files.createTempDirectory("muster-classes");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            String classPath = jars(directory);
            Path archive = directory.resolve("classes.jsa");
            Path log = directory.resolve("log");
            Process server = new ProcessBuilder(List.of(
                            ServerProcess.java(),
                            ServerProcess.jvmOptions(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:ArchiveClassesAtExit=" + archive,
                            "-cp",
                            classPath,
                            MusterCommand.class.getName(),
                            "serve",
                            "--data",
                            directory.resolve("data").toString(),
                            "--port",
                            "0"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                await("a server that listens").atMost(DEADLINE).until(() -> ServerProcess.portOrZero(server, log) > 0);
                server.destroy();
                await("its archive").atMost(DEADLINE).until(() -> !server.isAlive());
            } finally {
                server.destroyForcibly();
            }
            return List.of("-XX:SharedArchiveFile=" + archive, "-cp", classPath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class path as jars, since no class of a directory is archived. */
    private static String jars(Path target) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (!Files.isDirectory(path)) {
                jars.add(entry);
            } else if (!path.endsWith("test-classes")) {
                Path jar = target.resolve(jars.size() + ".jar");
                pack(path, jar);
                jars.add(jar.toString());
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static void pack(Path directory, Path jar) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> tree = Files.walk(directory)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Apart, since the waiting runs code of the class around it on another thread. */
    private static final class Once {
        static final List<String> OPTIONS = archive();
    }
}
