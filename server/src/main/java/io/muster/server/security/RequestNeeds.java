package io.muster.server.security;

import io.muster.protocol.codec.AppendRecordsDecoder;
import io.muster.protocol.codec.AreMembersDecoder;
import io.muster.protocol.codec.AreOrdinalsMembersDecoder;
import io.muster.protocol.codec.ClockDecoder;
import io.muster.protocol.codec.CountRuleDecoder;
import io.muster.protocol.codec.CreateSegmentDecoder;
import io.muster.protocol.codec.CreateTokenDecoder;
import io.muster.protocol.codec.CreateWorkspaceDecoder;
import io.muster.protocol.codec.DeclareFieldDecoder;
import io.muster.protocol.codec.DeleteSegmentDecoder;
import io.muster.protocol.codec.DeleteWorkspaceDecoder;
import io.muster.protocol.codec.ExplainMemberDecoder;
import io.muster.protocol.codec.ExportDecoder;
import io.muster.protocol.codec.FollowChangesDecoder;
import io.muster.protocol.codec.GetCardinalityDecoder;
import io.muster.protocol.codec.GetCustomerDecoder;
import io.muster.protocol.codec.GetMembershipsDecoder;
import io.muster.protocol.codec.GetOverlapDecoder;
import io.muster.protocol.codec.GetStatusDecoder;
import io.muster.protocol.codec.HelloDecoder;
import io.muster.protocol.codec.IsMemberDecoder;
import io.muster.protocol.codec.ListFieldsDecoder;
import io.muster.protocol.codec.ListLinksDecoder;
import io.muster.protocol.codec.ListSegmentsDecoder;
import io.muster.protocol.codec.ListTokensDecoder;
import io.muster.protocol.codec.ListVersionsDecoder;
import io.muster.protocol.codec.ListWorkspacesDecoder;
import io.muster.protocol.codec.MakeLinkDecoder;
import io.muster.protocol.codec.MembershipUntilDecoder;
import io.muster.protocol.codec.PingDecoder;
import io.muster.protocol.codec.ResolveIdsDecoder;
import io.muster.protocol.codec.RevokeLinkDecoder;
import io.muster.protocol.codec.RevokeTokenDecoder;
import io.muster.protocol.codec.RollbackSegmentDecoder;
import io.muster.protocol.codec.SuggestValuesDecoder;
import io.muster.protocol.codec.TakeSnapshotDecoder;
import io.muster.protocol.codec.TryEditDecoder;
import io.muster.protocol.codec.TryRecordDecoder;
import io.muster.protocol.codec.UpdateSegmentDecoder;

/**
 * The one table of what each request of the wire needs. A request that is not in it is for administrators of all
 * workspaces, and a failing test.
 */
public final class RequestNeeds {
    private static final Need[] BY_TEMPLATE = new Need[256];

    static {
        put(Need.NOTHING, HelloDecoder.TEMPLATE_ID);
        put(Need.LOGIN, PingDecoder.TEMPLATE_ID, ListWorkspacesDecoder.TEMPLATE_ID, GetStatusDecoder.TEMPLATE_ID);
        put(
                Need.READ,
                ListSegmentsDecoder.TEMPLATE_ID,
                ListVersionsDecoder.TEMPLATE_ID,
                ListFieldsDecoder.TEMPLATE_ID,
                IsMemberDecoder.TEMPLATE_ID,
                AreMembersDecoder.TEMPLATE_ID,
                AreOrdinalsMembersDecoder.TEMPLATE_ID,
                GetMembershipsDecoder.TEMPLATE_ID,
                ResolveIdsDecoder.TEMPLATE_ID,
                GetCardinalityDecoder.TEMPLATE_ID,
                MembershipUntilDecoder.TEMPLATE_ID,
                ExplainMemberDecoder.TEMPLATE_ID,
                GetCustomerDecoder.TEMPLATE_ID,
                CountRuleDecoder.TEMPLATE_ID,
                GetOverlapDecoder.TEMPLATE_ID,
                SuggestValuesDecoder.TEMPLATE_ID,
                TryEditDecoder.TEMPLATE_ID,
                // Nothing is written, and the answer says in which segments a customer is.
                TryRecordDecoder.TEMPLATE_ID,
                FollowChangesDecoder.TEMPLATE_ID,
                ExportDecoder.TEMPLATE_ID);
        put(Need.INGEST, AppendRecordsDecoder.TEMPLATE_ID);
        put(
                Need.ADMIN,
                CreateSegmentDecoder.TEMPLATE_ID,
                UpdateSegmentDecoder.TEMPLATE_ID,
                DeleteSegmentDecoder.TEMPLATE_ID,
                RollbackSegmentDecoder.TEMPLATE_ID,
                DeclareFieldDecoder.TEMPLATE_ID,
                // Who has a link sees what is known of the members, and needs no token.
                MakeLinkDecoder.TEMPLATE_ID,
                ListLinksDecoder.TEMPLATE_ID,
                RevokeLinkDecoder.TEMPLATE_ID);
        put(
                Need.SERVER_ADMIN,
                CreateWorkspaceDecoder.TEMPLATE_ID,
                DeleteWorkspaceDecoder.TEMPLATE_ID,
                CreateTokenDecoder.TEMPLATE_ID,
                ListTokensDecoder.TEMPLATE_ID,
                RevokeTokenDecoder.TEMPLATE_ID,
                TakeSnapshotDecoder.TEMPLATE_ID);
        put(Need.CLOCK, ClockDecoder.TEMPLATE_ID);
    }

    private RequestNeeds() {}

    /** What a request of that template needs. */
    public static Need of(int templateId) {
        Need need = isListed(templateId) ? BY_TEMPLATE[templateId] : null;
        return need == null ? Need.SERVER_ADMIN : need;
    }

    /** Whether the table says anything of that template. */
    static boolean isListed(int templateId) {
        return templateId < BY_TEMPLATE.length && BY_TEMPLATE[templateId] != null;
    }

    private static void put(Need need, int... templateIds) {
        for (int templateId : templateIds) {
            BY_TEMPLATE[templateId] = need;
        }
    }
}
