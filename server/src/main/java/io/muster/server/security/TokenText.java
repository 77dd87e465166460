package io.muster.server.security;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
    private static final SealedText SEALED = new SealedText(
            "muster-tokens",
            "1",
            "the file of tokens is damaged: bring back a copy, or delete it, which revokes all tokens,"
                    + " and make new ones with: muster token create");
    private static final int HASH_BYTES = 32;
    private static final JsonFactory JSON = JsonFactory.builder()
            .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false)
            .build();

    private TokenText() {}

    static byte[] write(List<Token> tokens) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Token token : tokens) {
            lines.add(line(token));
        }
        return SEALED.write(lines);
    }

    /** Throws {@link IOException} naming {@code source}, line, what was found and what was expected. */
    static TokenSet read(String source, byte[] bytes) throws IOException {
        return new TokenSet(SEALED.read(source, bytes, TokenText::token));
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
}
