package io.muster.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The page that loads all others, with what depends on the release filled in.
 *
 * @param file the page
 * @param etag of this release
 * @param contentSecurityPolicy what the page may load and run: nothing but what this server serves. The import map is
 *     the one script in the page itself, because browsers take none from elsewhere; its hash lets it in
 */
record IndexPage(ConsoleFile file, String etag, String contentSecurityPolicy) {
    /** Modules that a first screen needs are fetched at once, not one after the other as they name each other. */
    private static final String[] FIRST = {"app/", "rule/", "parts/", "screens/", "lib/lit"};

    static IndexPage of(String template, String release, Set<String> paths) {
        String base = ConsoleArea.PREFIX + release + "/";
        String importMap = importMap(base);
        String page = template.replace("@base@", base)
                .replace("@import-map@", importMap)
                .replace("@preloads@", preloads(base, paths));
        return new IndexPage(
                ConsoleFile.of("index.html", page.getBytes(UTF_8)), '"' + release + '"', policy(importMap));
    }

    private static String importMap(String base) {
        StringJoiner imports = new StringJoiner(",", "{\"imports\":{", "}}");
        for (Library library : Library.ALL) {
            for (Library.Import each : library.imports()) {
                imports.add('"' + each.specifier() + "\":\"" + base
                        + ConsoleFiles.libraryPath(library.webjar(), each.file()) + '"');
            }
        }
        return imports.toString();
    }

    private static String preloads(String base, Set<String> paths) {
        StringBuilder links = new StringBuilder();
        for (String path : paths) {
            if (path.endsWith(".js") && isFirst(path)) {
                links.append("<link rel=\"modulepreload\" href=\"")
                        .append(base)
                        .append(path)
                        .append("\">\n");
            }
        }
        return links.toString();
    }

    private static boolean isFirst(String path) {
        for (String prefix : FIRST) {
            if (path.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static String policy(String importMap) {
        String hash = Base64.getEncoder().encodeToString(ConsoleFiles.sha256().digest(importMap.getBytes(UTF_8)));
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' 'sha256-" + hash + "'",
                "style-src 'self'",
                "img-src 'self' data:",
                "connect-src 'self'",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'");
    }
}
