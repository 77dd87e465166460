package io.muster.server.link;

import io.muster.server.security.FlatJson;
import io.muster.server.security.SealedText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The links as text: a JSON object a line for each.
 *
 * <pre>
 * muster-links 1
 * {"workspace":1,"segment":3,"sha256":"9f86…","created":"2026-11-22T03:00:00Z","sequence":812}
 * crc32c 1b851995
 * </pre>
 */
final class LinkText {
    private static final SealedText SEALED = new SealedText(
            "muster-links",
            "1",
            "the file of secret addresses is damaged: bring back a copy, or delete it, which revokes all of them,"
                    + " and make new ones with: muster segment link");
    private static final int HASH_BYTES = 32;

    private LinkText() {}

    static byte[] write(List<SegmentLink> links) throws IOException {
        List<String> lines = new ArrayList<>();
        for (SegmentLink link : links) {
            lines.add(line(link));
        }
        return SEALED.write(lines);
    }

    /** Throws {@link IOException} naming {@code source}, line, what was found and what was expected. */
    static LinkSet read(String source, byte[] bytes) throws IOException {
        return new LinkSet(SEALED.read(source, bytes, LinkText::link));
    }

    private static String line(SegmentLink link) throws IOException {
        return FlatJson.line(json -> {
            json.writeNumberField("workspace", link.workspaceId());
            json.writeNumberField("segment", link.segmentId());
            json.writeStringField("sha256", HexFormat.of().formatHex(link.hash()));
            json.writeStringField(
                    "created", Instant.ofEpochMilli(link.createdMillis()).toString());
            json.writeNumberField("sequence", link.sequence());
        });
    }

    private static SegmentLink link(String line) throws IOException {
        FlatJson json = FlatJson.read(line);
        byte[] hash = HexFormat.of().parseHex(json.text("sha256"));
        if (hash.length != HASH_BYTES) {
            throw new IOException("sha256: found " + hash.length + " bytes, expected " + HASH_BYTES);
        }
        return new SegmentLink(
                json.number("workspace"),
                json.number("segment"),
                hash,
                Instant.parse(json.text("created")).toEpochMilli(),
                json.longNumber("sequence"));
    }
}
