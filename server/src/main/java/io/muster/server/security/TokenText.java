package io.muster.server.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The tokens as text: a line that names format and version, a JSON object a line for each token, and a line with the
 * CRC-32C of all before it.
 *
 * <pre>
 * muster-tokens 1
 * {"name":"ads","sha256":"9f86…","created":"2026-11-22T03:00:00Z","expires":null,"grants":{"shop":["read"]}}
 * crc32c 1b851995
 * </pre>
 */
final class TokenText {
    private static final String FORMAT = "muster-tokens";
    private static final String VERSION = "1";
    private static final String CHECKSUM = "crc32c ";
    private static final int HASH_BYTES = 32;
    private static final JsonFactory JSON = JsonFactory.builder()
            .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false)
            .build();

    private TokenText() {}

    static String write(List<Token> tokens) throws IOException {
        StringBuilder text = new StringBuilder(FORMAT + " " + VERSION + "\n");
        for (Token token : tokens) {
            text.append(line(token)).append('\n');
        }
        return text + CHECKSUM + checksum(text.toString()) + "\n";
    }

    /** Throws {@link IOException} naming {@code source}, line, what was found and what was expected. */
    static TokenSet read(String source, byte[] bytes) throws IOException {
        String text = new String(bytes, UTF_8);
        int headEnd = text.indexOf('\n');
        String head = headEnd < 0 ? text : text.substring(0, headEnd);
        if (!head.startsWith(FORMAT + " ")) {
            throw damaged(source, 1, "found no '" + FORMAT + " " + VERSION + "', expected it");
        }
        if (!head.equals(FORMAT + " " + VERSION)) {
            throw new IOException(source + ": found version " + head.substring(FORMAT.length() + 1) + ", expected "
                    + VERSION + ": it was written by another release");
        }
        int tailStart = text.lastIndexOf('\n', text.length() - 2) + 1;
        String[] lines = text.substring(0, tailStart).split("\n");
        String expected = CHECKSUM + checksum(text.substring(0, tailStart)) + "\n";
        String tail = text.substring(tailStart);
        if (!tail.equals(expected)) {
            throw damaged(
                    source,
                    lines.length + 1,
                    "found " + (tail.startsWith(CHECKSUM) ? "'" + tail.strip() + "'" : "no checksum") + ", expected '"
                            + expected.strip() + "'");
        }
        List<Token> tokens = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            try {
                tokens.add(token(lines[i]));
            } catch (IOException | DateTimeException | IllegalArgumentException | TokenRefusedException e) {
                throw damaged(source, i + 1, e.getMessage());
            }
        }
        return new TokenSet(tokens);
    }

    private static IOException damaged(String source, int line, String what) {
        return new IOException(source + ": line " + line + ": " + what
                + "; the file of tokens is damaged: bring back a copy, or delete it, which revokes all tokens,"
                + " and make new ones with: muster token create");
    }

    private static String line(Token token) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("name", token.name());
            json.writeStringField("sha256", HexFormat.of().formatHex(token.hash()));
            json.writeStringField(
                    "created", Instant.ofEpochMilli(token.createdMillis()).toString());
            if (token.expiresMillis() == Token.NEVER) {
                json.writeNullField("expires");
            } else {
                json.writeStringField(
                        "expires", Instant.ofEpochMilli(token.expiresMillis()).toString());
            }
            json.writeObjectFieldStart("grants");
            for (Map.Entry<String, Set<Role>> grant :
                    token.grants().byWorkspace().entrySet()) {
                json.writeArrayFieldStart(grant.getKey());
                for (Role role : grant.getValue()) {
                    json.writeString(role.text());
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static Token token(String line) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Map<String, Set<Role>> grants = new TreeMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            require(json.nextToken() == JsonToken.START_OBJECT, "found no object, expected one");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    readGrants(json, grants);
                } else {
                    texts.put(field, json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText());
                }
            }
        }
        for (String field : List.of("name", "sha256", "created")) {
            require(texts.get(field) != null, "found no " + field + ", expected one");
        }
        byte[] hash = HexFormat.of().parseHex(texts.get("sha256"));
        require(hash.length == HASH_BYTES, "sha256: found " + hash.length + " bytes, expected " + HASH_BYTES);
        String expires = texts.get("expires");
        return new Token(
                texts.get("name"),
                hash,
                new Grants(grants),
                Instant.parse(texts.get("created")).toEpochMilli(),
                expires == null ? Token.NEVER : Instant.parse(expires).toEpochMilli());
    }

    private static void readGrants(JsonParser json, Map<String, Set<Role>> grants) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String workspace = json.currentName();
            Set<Role> roles = EnumSet.noneOf(Role.class);
            require(json.nextToken() == JsonToken.START_ARRAY, "roles: found no list, expected one");
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                Role role = Role.ofText(json.getText());
                require(role != null, "role: found '" + json.getText() + "', expected read, ingest or admin");
                roles.add(role);
            }
            grants.put(workspace, roles);
        }
    }

    private static void require(boolean holds, String message) throws IOException {
        if (!holds) {
            throw new IOException(message);
        }
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
