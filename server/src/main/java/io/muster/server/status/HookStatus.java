package io.muster.server.status;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.WorkspaceView;
import io.muster.server.hook.Webhook;
import io.muster.server.hook.WebhookStatus;
import io.muster.server.hook.Webhooks;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What is sent to webhooks, in a server's status: all together, of workspaces that the asker sees. Any thread. */
final class HookStatus {
    private HookStatus() {}

    static void write(JsonGenerator json, Webhooks webhooks, List<WorkspaceView> workspaces, Predicate<String> sees)
            throws IOException {
        Set<Integer> seen = new HashSet<>();
        workspaces.stream().filter(each -> sees.test(each.name())).forEach(each -> seen.add(each.id()));
        List<WebhookStatus> found = webhooks.all().stream()
                .filter(each -> seen.contains(each.workspaceId()))
                .map(Webhook::id)
                .map(webhooks::status)
                .filter(each -> each != null)
                .toList();
        json.writeObjectFieldStart("webhooks");
        json.writeNumberField("count", found.size());
        json.writeNumberField(
                "failing", found.stream().filter(WebhookStatus::isFailing).count());
        json.writeNumberField(
                "behind_sequences",
                found.stream().mapToLong(WebhookStatus::behindSequences).max().orElse(0));
        json.writeNumberField(
                "delivered_changes",
                found.stream().mapToLong(WebhookStatus::deliveredChanges).sum());
        json.writeNumberField(
                "calls", found.stream().mapToLong(WebhookStatus::calls).sum());
        json.writeNumberField(
                "failures", found.stream().mapToLong(WebhookStatus::failures).sum());
        json.writeNumberField(
                "gaps", found.stream().mapToLong(WebhookStatus::gaps).sum());
        json.writeEndObject();
    }
}
