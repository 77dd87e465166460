package io.muster.server.status;

import io.muster.index.WorkspaceView;
import io.muster.server.hook.Webhook;
import io.muster.server.hook.WebhookStatus;
import io.muster.server.hook.Webhooks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What is sent to webhooks, as metrics: the first of them one by one, in workspaces that the asker may read. */
final class HookSamples {
    private HookSamples() {}

    static void add(
            Samples samples, Webhooks webhooks, List<WorkspaceView> workspaces, Predicate<String> reads, int most) {
        Map<Integer, String> names = new HashMap<>();
        workspaces.stream()
                .filter(workspace -> reads.test(workspace.name()))
                .forEach(workspace -> names.put(workspace.id(), workspace.name()));
        int told = 0;
        int all = 0;
        for (Webhook webhook : webhooks.all()) {
            String workspace = names.get(webhook.workspaceId());
            WebhookStatus status = webhooks.status(webhook.id());
            if (workspace == null || status == null) {
                continue;
            }
            all++;
            if (told < most) {
                told++;
                add(samples, status, "workspace", workspace, "webhook", webhook.id());
            }
        }
        samples.gauge("muster_webhooks", "Webhooks of the workspaces that the asker may read", all);
        samples.gauge("muster_webhooks_not_told", "Webhooks beyond metrics-segments", all - (double) told);
    }

    private static void add(Samples samples, WebhookStatus status, String... labels) {
        samples.counter("muster_webhook_changes", "Changes that the receiver took", status.deliveredChanges(), labels);
        samples.counter("muster_webhook_calls", "Calls that the receiver took", status.calls(), labels);
        samples.counter("muster_webhook_failures", "Calls that it did not take", status.failures(), labels);
        samples.counter(
                "muster_webhook_gaps", "How often changes were not kept until it took them", status.gaps(), labels);
        samples.gauge("muster_webhook_behind_sequences", "How far it is behind", status.behindSequences(), labels);
        samples.gauge("muster_webhook_failing", "1 where the last call failed", status.isFailing() ? 1 : 0, labels);
    }
}
