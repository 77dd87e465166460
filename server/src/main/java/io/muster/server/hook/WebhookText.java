package io.muster.server.hook;

import io.muster.server.security.FlatJson;
import io.muster.server.security.SealedText;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The webhooks as text: a JSON object a line for each.
 *
 * <pre>
 * muster-webhooks 1
 * {"id":"wh_…","workspace":1,"segment":3,"url":"https://…","entered":true,"left":true,"max_changes":100,…}
 * crc32c 1b851995
 * </pre>
 */
final class WebhookText {
    private static final SealedText SEALED = new SealedText(
            "muster-webhooks",
            "1",
            "the file of webhooks is damaged: bring back a copy, or delete it, which deletes all webhooks,"
                    + " and make new ones");

    private WebhookText() {}

    static byte[] write(List<Webhook> webhooks) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Webhook webhook : webhooks) {
            lines.add(line(webhook));
        }
        return SEALED.write(lines);
    }

    /** Throws {@link IOException} naming {@code source}, line, what was found and what was expected. */
    static List<Webhook> read(String source, byte[] bytes) throws IOException {
        return SEALED.read(source, bytes, WebhookText::webhook);
    }

    private static String line(Webhook webhook) throws IOException {
        return FlatJson.line(json -> {
            json.writeStringField("id", webhook.id());
            json.writeNumberField("workspace", webhook.workspaceId());
            json.writeNumberField("segment", webhook.segmentId());
            json.writeStringField("url", webhook.spec().url().toString());
            json.writeBooleanField("entered", webhook.spec().entered());
            json.writeBooleanField("left", webhook.spec().left());
            json.writeNumberField("max_changes", webhook.spec().maxChanges());
            json.writeStringField("secret", webhook.secrets().getFirst());
            if (webhook.secrets().size() > 1) {
                json.writeStringField("secret_before", webhook.secrets().get(1));
            }
            json.writeNumberField("rotated", webhook.rotatedMillis());
            json.writeStringField(
                    "created", Instant.ofEpochMilli(webhook.createdMillis()).toString());
            json.writeNumberField("sequence", webhook.sequence());
            json.writeNumberField("revision", webhook.revision());
        });
    }

    private static Webhook webhook(String line) throws IOException {
        FlatJson json = FlatJson.read(line);
        String before = json.textOrNull("secret_before");
        String secret = json.text("secret");
        return new Webhook(
                json.text("id"),
                json.number("workspace"),
                json.number("segment"),
                new WebhookSpec(
                        URI.create(json.text("url")),
                        json.yes("entered"),
                        json.yes("left"),
                        json.number("max_changes")),
                before == null ? List.of(secret) : List.of(secret, before),
                json.longNumber("rotated"),
                Instant.parse(json.text("created")).toEpochMilli(),
                json.longNumber("sequence"),
                json.number("revision"));
    }
}
