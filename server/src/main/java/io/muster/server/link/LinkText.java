package io.muster.server.link;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.muster.server.security.SealedText;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

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
    private static final JsonFactory JSON = JsonFactory.builder()
            .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false)
            .build();

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
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("workspace", link.workspaceId());
            json.writeNumberField("segment", link.segmentId());
            json.writeStringField("sha256", HexFormat.of().formatHex(link.hash()));
            json.writeStringField(
                    "created", Instant.ofEpochMilli(link.createdMillis()).toString());
            json.writeNumberField("sequence", link.sequence());
            json.writeEndObject();
        }
        return text.toString();
    }

    private static SegmentLink link(String line) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            require(json.nextToken() == JsonToken.START_OBJECT, "found no object, expected one");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                require(json.nextToken().isScalarValue(), field + ": found no value, expected one");
                texts.put(field, json.getText());
            }
        }
        for (String field : List.of("workspace", "segment", "sha256", "created", "sequence")) {
            require(texts.get(field) != null, "found no " + field + ", expected one");
        }
        byte[] hash = HexFormat.of().parseHex(texts.get("sha256"));
        require(hash.length == HASH_BYTES, "sha256: found " + hash.length + " bytes, expected " + HASH_BYTES);
        return new SegmentLink(
                Integer.parseInt(texts.get("workspace")),
                Integer.parseInt(texts.get("segment")),
                hash,
                Instant.parse(texts.get("created")).toEpochMilli(),
                Long.parseLong(texts.get("sequence")));
    }

    private static void require(boolean holds, String message) throws IOException {
        if (!holds) {
            throw new IOException(message);
        }
    }
}
