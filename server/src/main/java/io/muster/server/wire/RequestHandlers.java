package io.muster.server.wire;

import io.muster.server.metrics.RequestMeters;
import io.muster.server.security.Doorkeeper;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.change.FollowChangesHandler;
import io.muster.server.wire.control.AppendHandler;
import io.muster.server.wire.control.ClockHandler;
import io.muster.server.wire.control.CreateSegmentHandler;
import io.muster.server.wire.control.CreateWorkspaceHandler;
import io.muster.server.wire.control.DeclareFieldHandler;
import io.muster.server.wire.control.DeleteSegmentHandler;
import io.muster.server.wire.control.DeleteWorkspaceHandler;
import io.muster.server.wire.control.HelloHandler;
import io.muster.server.wire.control.PingHandler;
import io.muster.server.wire.control.RollbackSegmentHandler;
import io.muster.server.wire.control.SnapshotHandler;
import io.muster.server.wire.control.StatusHandler;
import io.muster.server.wire.control.UpdateSegmentHandler;
import io.muster.server.wire.export.ExportHandler;
import io.muster.server.wire.link.ListLinksHandler;
import io.muster.server.wire.link.MakeLinkHandler;
import io.muster.server.wire.link.RevokeLinkHandler;
import io.muster.server.wire.lookup.AreMembersHandler;
import io.muster.server.wire.lookup.AreOrdinalsMembersHandler;
import io.muster.server.wire.lookup.CardinalityHandler;
import io.muster.server.wire.lookup.IsMemberHandler;
import io.muster.server.wire.lookup.ListSegmentsHandler;
import io.muster.server.wire.lookup.ListWorkspacesHandler;
import io.muster.server.wire.lookup.MembershipsHandler;
import io.muster.server.wire.lookup.ResolveIdsHandler;
import io.muster.server.wire.question.CountRuleHandler;
import io.muster.server.wire.question.CustomerHandler;
import io.muster.server.wire.question.ExplainHandler;
import io.muster.server.wire.question.ListFieldsHandler;
import io.muster.server.wire.question.ListVersionsHandler;
import io.muster.server.wire.question.MembershipUntilHandler;
import io.muster.server.wire.question.OverlapHandler;
import io.muster.server.wire.question.SuggestHandler;
import io.muster.server.wire.question.TryEditHandler;
import io.muster.server.wire.question.TryRecordHandler;
import io.muster.server.wire.session.AccessGate;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.RequestTable;
import io.muster.server.wire.token.CreateTokenHandler;
import io.muster.server.wire.token.ListTokensHandler;
import io.muster.server.wire.token.RevokeTokenHandler;
import java.util.List;
import java.util.Locale;

/** All that the server answers. */
final class RequestHandlers {
    private RequestHandlers() {}

    /** A table for one I/O thread, whose requests are measured. */
    static RequestTable table(Backend backend, Doorkeeper doorkeeper, String serverVersion, RequestMeters meters) {
        List<RequestHandler> handlers = handlers(backend, doorkeeper, serverVersion);
        handlers.forEach(handler -> meters.name(handler.templateId(), kind(handler)));
        return new RequestTable(new AccessGate(backend), handlers, meters.meter());
    }

    /** {@code is_member} of an {@code IsMemberHandler}. */
    private static String kind(RequestHandler handler) {
        String name = handler.getClass().getSimpleName().replaceAll("Handler$", "");
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static List<RequestHandler> handlers(Backend backend, Doorkeeper doorkeeper, String serverVersion) {
        return List.of(
                new HelloHandler(doorkeeper, serverVersion),
                new CreateTokenHandler(backend, doorkeeper),
                new ListTokensHandler(doorkeeper),
                new RevokeTokenHandler(doorkeeper),
                new PingHandler(backend),
                new CreateWorkspaceHandler(backend),
                new ListWorkspacesHandler(backend),
                new DeleteWorkspaceHandler(backend),
                new ListSegmentsHandler(backend),
                new CreateSegmentHandler(backend),
                new UpdateSegmentHandler(backend),
                new DeleteSegmentHandler(backend),
                new IsMemberHandler(backend),
                new AreMembersHandler(backend),
                new AreOrdinalsMembersHandler(backend),
                new MembershipsHandler(backend),
                new ResolveIdsHandler(backend),
                new CardinalityHandler(backend),
                new RollbackSegmentHandler(backend),
                new ListVersionsHandler(backend),
                new TryEditHandler(backend),
                new OverlapHandler(backend),
                new CountRuleHandler(backend),
                new MembershipUntilHandler(backend),
                new ExplainHandler(backend),
                new SuggestHandler(backend),
                new CustomerHandler(backend),
                new AppendHandler(backend),
                new TryRecordHandler(backend),
                new ExportHandler(backend),
                new FollowChangesHandler(backend),
                new MakeLinkHandler(backend),
                new ListLinksHandler(backend),
                new RevokeLinkHandler(backend),
                new ClockHandler(backend),
                new DeclareFieldHandler(backend),
                new ListFieldsHandler(backend),
                new SnapshotHandler(backend),
                new StatusHandler(backend, serverVersion));
    }
}
