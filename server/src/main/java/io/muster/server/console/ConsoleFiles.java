package io.muster.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that the console is made of, in memory. Its addresses have a release in them that is made of what the files hold,
 * so that a browser may keep each for ever.
 */
final class ConsoleFiles {
    private static final String INDEX = "index.html";
    private static final int RELEASE_BYTES = 8;

    private final String release;
    private final Map<String, ConsoleFile> files;
    private final IndexPage index;

    private ConsoleFiles(String release, Map<String, ConsoleFile> files, IndexPage index) {
        this.release = release;
        this.files = files;
        this.index = index;
    }

    /** Reads and compresses them: takes some hundred milliseconds, so not for an I/O thread. */
    static ConsoleFiles load() throws IOException {
        Map<String, byte[]> found = PackagedFiles.own();
        for (Library library : Library.ALL) {
            put(found, library.webjar(), library.entry());
            for (String other : library.others()) {
                put(found, library.webjar(), other);
            }
        }
        String template = new String(found.remove(INDEX), UTF_8);
        String release = release(found, template);
        Map<String, ConsoleFile> files = new TreeMap<>();
        found.forEach((path, bytes) -> files.put(path, ConsoleFile.of(path, bytes)));
        return new ConsoleFiles(release, files, IndexPage.of(template, release, files.keySet()));
    }

    /** The page that loads all others. */
    IndexPage index() {
        return index;
    }

    /** The file at {@code release/path}; null where there is none, or it is of another release. */
    ConsoleFile find(String address) {
        return address.startsWith(release + "/") ? files.get(address.substring(release.length() + 1)) : null;
    }

    private static void put(Map<String, byte[]> files, String webjar, String file) throws IOException {
        files.put(libraryPath(webjar, file), PackagedFiles.ofWebJar(webjar, file));
    }

    /** Where a library's file stands below the release. */
    static String libraryPath(String webjar, String file) {
        return "lib/" + webjar + "/" + file;
    }

    private static String release(Map<String, byte[]> files, String template) {
        MessageDigest digest = sha256();
        files.forEach((path, bytes) -> {
            digest.update(path.getBytes(UTF_8));
            digest.update((byte) 0);
            digest.update(bytes);
        });
        digest.update(template.getBytes(UTF_8));
        return HexFormat.of().formatHex(digest.digest(), 0, RELEASE_BYTES);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
