package io.muster.server;

import io.muster.server.api.ApiArea;
import io.muster.server.api.ApiPart;
import io.muster.server.api.OpenApiCalls;
import io.muster.server.api.data.ChangeCalls;
import io.muster.server.api.data.MembersCalls;
import io.muster.server.api.data.RecordCalls;
import io.muster.server.api.data.SampleCalls;
import io.muster.server.api.hook.WebhookCalls;
import io.muster.server.api.rule.ParseCalls;
import io.muster.server.api.rule.PreviewCalls;
import io.muster.server.api.segment.LinkCalls;
import io.muster.server.api.segment.OverlapCalls;
import io.muster.server.api.segment.SegmentCalls;
import io.muster.server.api.segment.SizeCalls;
import io.muster.server.api.segment.VersionCalls;
import io.muster.server.api.workspace.CustomerCalls;
import io.muster.server.api.workspace.FieldCalls;
import io.muster.server.api.workspace.StatusCalls;
import io.muster.server.api.workspace.TimelineCalls;
import io.muster.server.api.workspace.WorkspaceCalls;
import io.muster.server.metrics.RequestMeters;
import io.muster.server.security.Doorkeeper;
import io.muster.server.wire.backend.Backend;
import java.util.List;

/** What the HTTP API is made of. */
final class ApiStart {
    private ApiStart() {}

    /** All of it; {@code backend} may be starting yet. */
    static ApiArea area(
            Backend backend, Doorkeeper doorkeeper, RequestMeters meters, int unreadTimeoutMs, String serverVersion) {
        return new ApiArea(backend, doorkeeper, meters, parts(backend, doorkeeper, unreadTimeoutMs, serverVersion));
    }

    private static List<ApiPart> parts(
            Backend backend, Doorkeeper doorkeeper, int unreadTimeoutMs, String serverVersion) {
        return List.of(
                new OpenApiCalls(),
                new WorkspaceCalls(backend),
                new FieldCalls(),
                new CustomerCalls(backend),
                new TimelineCalls(),
                new StatusCalls(backend, serverVersion),
                new SegmentCalls(backend),
                new VersionCalls(backend),
                new SizeCalls(backend),
                new LinkCalls(backend),
                new OverlapCalls(backend),
                new PreviewCalls(),
                new ParseCalls(),
                new RecordCalls(backend),
                new SampleCalls(backend),
                new MembersCalls(backend, doorkeeper, unreadTimeoutMs),
                new ChangeCalls(backend, doorkeeper),
                new WebhookCalls(backend));
    }
}
