package io.muster.server.api.hook;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.server.hook.Webhook;
import io.muster.server.hook.WebhookStatus;
import java.io.IOException;
import java.time.Instant;

/** A webhook as JSON. */
final class WebhookJson {
    private WebhookJson() {}

    /**
     * Writes it.
     *
     * @param statusOrNull null where it is not at work yet
     * @param secretOrNull where it is to be shown, once
     */
    static void write(JsonGenerator json, Webhook webhook, WebhookStatus statusOrNull, String secretOrNull)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", webhook.id());
        json.writeStringField("url", webhook.spec().url().toString());
        json.writeArrayFieldStart("events");
        if (webhook.spec().entered()) {
            json.writeString("entered");
        }
        if (webhook.spec().left()) {
            json.writeString("left");
        }
        json.writeEndArray();
        json.writeNumberField("max_changes", webhook.spec().maxChanges());
        json.writeNumberField("revision", webhook.revision());
        time(json, "created", webhook.createdMillis());
        if (secretOrNull != null) {
            json.writeStringField("secret", secretOrNull);
        }
        if (statusOrNull != null) {
            status(json, statusOrNull);
        }
        json.writeEndObject();
    }

    private static void status(JsonGenerator json, WebhookStatus status) throws IOException {
        json.writeObjectFieldStart("status");
        json.writeBooleanField("failing", status.isFailing());
        time(json, "failing_since", status.failingSinceMillis());
        json.writeNumberField("failures_in_a_row", status.failuresInARow());
        time(json, "last_success", status.lastSuccessMillis());
        time(json, "last_error_at", status.lastErrorMillis());
        json.writeStringField("last_error", status.lastError());
        json.writeNumberField("delivered_up_to", status.deliveredUpTo());
        json.writeNumberField("behind_sequences", status.behindSequences());
        time(json, "oldest_waiting", status.oldestWaitingMillis());
        json.writeNumberField("changes", status.deliveredChanges());
        json.writeNumberField("calls", status.calls());
        json.writeNumberField("failures", status.failures());
        json.writeNumberField("gaps", status.gaps());
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, String name, long millis) throws IOException {
        if (millis == 0) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, Instant.ofEpochMilli(millis).toString());
        }
    }
}
