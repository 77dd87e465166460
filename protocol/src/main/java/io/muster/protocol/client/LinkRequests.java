package io.muster.protocol.client;

import io.muster.protocol.client.link.LinkInfo;
import io.muster.protocol.client.link.NewLink;
import io.muster.protocol.codec.BooleanType;
import io.muster.protocol.codec.DoneDecoder;
import io.muster.protocol.codec.LinkReplyDecoder;
import io.muster.protocol.codec.LinksReplyDecoder;
import io.muster.protocol.codec.ListLinksEncoder;
import io.muster.protocol.codec.MakeLinkEncoder;
import io.muster.protocol.codec.RevokeLinkEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Requests about secret addresses of segments; and their replies. */
final class LinkRequests {
    private LinkRequests() {}

    static Request<NewLink> make(int workspaceId, int segmentId, boolean replaces) {
        return new Request<>(
                MakeLinkEncoder.TEMPLATE_ID,
                MakeLinkEncoder.BLOCK_LENGTH,
                MakeLinkEncoder.BLOCK_LENGTH,
                (buffer, offset) -> new MakeLinkEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .segmentId(segmentId)
                        .replaces(replaces ? BooleanType.YES : BooleanType.NO)
                        .limit(),
                LinkReplyDecoder.TEMPLATE_ID,
                (buffer, offset, blockLength, version) -> newLink(segmentId, buffer, offset, blockLength, version));
    }

    static Request<List<LinkInfo>> list(int workspaceId) {
        return new Request<>(
                ListLinksEncoder.TEMPLATE_ID,
                ListLinksEncoder.BLOCK_LENGTH,
                ListLinksEncoder.BLOCK_LENGTH,
                (buffer, offset) -> new ListLinksEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .limit(),
                LinksReplyDecoder.TEMPLATE_ID,
                LinkRequests::links);
    }

    static Request<Long> revoke(int workspaceId, int segmentId) {
        return new Request<>(
                RevokeLinkEncoder.TEMPLATE_ID,
                RevokeLinkEncoder.BLOCK_LENGTH,
                RevokeLinkEncoder.BLOCK_LENGTH,
                (buffer, offset) -> new RevokeLinkEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .segmentId(segmentId)
                        .limit(),
                DoneDecoder.TEMPLATE_ID,
                DefinitionReplies::done);
    }

    private static NewLink newLink(int segmentId, DirectBuffer buffer, int offset, int blockLength, int version) {
        LinkReplyDecoder reply = new LinkReplyDecoder().wrap(buffer, offset, blockLength, version);
        return new NewLink(
                segmentId, reply.secret(), reply.createdMillis(), reply.httpPort(), reply.tls() == BooleanType.YES);
    }

    private static List<LinkInfo> links(DirectBuffer buffer, int offset, int blockLength, int version) {
        LinksReplyDecoder reply = new LinksReplyDecoder().wrap(buffer, offset, blockLength, version);
        List<LinkInfo> links = new ArrayList<>();
        for (LinksReplyDecoder.LinksDecoder each : reply.links()) {
            links.add(new LinkInfo(each.segmentId(), each.createdMillis()));
        }
        return List.copyOf(links);
    }
}
