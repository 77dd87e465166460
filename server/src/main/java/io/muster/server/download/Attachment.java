package io.muster.server.download;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The header that says under which name a download is kept (RFC 6266). A segment's name can hold anything: what has a
 * meaning in headers or paths is replaced.
 */
public final class Attachment {
    private static final int MAX_CHARACTERS = 80;
    private static final String NAMELESS = "segment";

    private Attachment() {}

    /** The value of Content-Disposition: the name in ASCII for old programs, then as it is. */
    public static String header(String segment, String extension) {
        String name = limited(segment.replaceAll("[\\p{Cntrl}\\p{Cf}/\\\\:*?\"<>|]", "_"));
        String ascii = limited(segment.replaceAll("[^A-Za-z0-9 ._-]", "_"));
        return "attachment; filename=\"" + ascii + "." + extension + "\"; filename*=UTF-8''"
                + encoded(name + "." + extension);
    }

    private static String limited(String name) {
        int end = name.offsetByCodePoints(0, Math.min(MAX_CHARACTERS, name.codePointCount(0, name.length())));
        String shown = name.substring(0, end).replaceAll("^[. ]+|[. ]+$", "");
        return shown.isEmpty() ? NAMELESS : shown;
    }

    /** Of what forms leave as it is, RFC 8187 allows all but the asterisk; a blank is a plus in forms. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
