package io.muster.server.wire.lookup;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.muster.index.SegmentCatalog;
import io.muster.index.WorkspaceView;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.GetMembershipsDecoder;
import io.muster.protocol.codec.MembershipsReplyEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.Session;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** All segments of these customers. */
public final class MembershipsHandler extends LookupHandler {
    private static final int WORDS_HEADER_LENGTH = MembershipsReplyEncoder.CustomersEncoder.wordsHeaderLength();
    private static final int ENTRY_BYTES =
            MembershipsReplyEncoder.CustomersEncoder.sbeBlockLength() + WORDS_HEADER_LENGTH;
    private static final int FIXED_BYTES =
            MembershipsReplyEncoder.BLOCK_LENGTH + MembershipsReplyEncoder.CustomersEncoder.sbeHeaderSize();
    private static final int MAX_WORDS = 65_534 / Long.BYTES;

    private final GetMembershipsDecoder request = new GetMembershipsDecoder();
    private final MembershipsReplyEncoder reply = new MembershipsReplyEncoder();

    public MembershipsHandler(Backend backend) {
        super(backend, GetMembershipsDecoder.minSequenceEncodingOffset());
    }

    @Override
    public int templateId() {
        return GetMembershipsDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return GetMembershipsDecoder.BLOCK_LENGTH;
    }

    @Override
    void answer(
            Session session,
            WorkspaceView workspace,
            DirectBuffer frame,
            int blockLength,
            int version,
            long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int groupStart = request.limit();
        int count = request.customers().count();
        if (count > FrameDescriptor.MAX_GROUP_COUNT) {
            session.fail(
                    correlationId,
                    ErrorType.LIMIT,
                    "customers: found " + count + ", expected at most " + FrameDescriptor.MAX_GROUP_COUNT);
            return;
        }
        ReplyBuffer replies = session.replies();
        SegmentCatalog catalog;
        do {
            catalog = workspace.segments();
            long size = FIXED_BYTES + (long) count * (ENTRY_BYTES + catalog.groups() * Long.BYTES);
            if (size > FrameDescriptor.MAX_LENGTH - FrameDescriptor.BODY_OFFSET || catalog.groups() > MAX_WORDS) {
                session.fail(
                        correlationId,
                        ErrorType.LIMIT,
                        "memberships: found " + count + " customers × " + catalog.groups()
                                + " words, expected a reply that fits a frame; ask for fewer customers");
                return;
            }
            int offset = replies.begin((int) size);
            reply.wrap(replies.buffer(), offset)
                    .catalogVersion(catalog.version())
                    .sequence(backend.sequence())
                    .nowMillis(backend.nowMillis());
            request.limit(groupStart);
            putCustomers(workspace, frame, replies.buffer(), catalog.groups());
            // Words of one version must not be read with the names of another.
        } while (workspace.segments() != catalog);
        replies.commit(
                MembershipsReplyEncoder.TEMPLATE_ID,
                MembershipsReplyEncoder.BLOCK_LENGTH,
                correlationId,
                reply.limit());
    }

    private void putCustomers(WorkspaceView workspace, DirectBuffer frame, MutableDirectBuffer target, int groups) {
        GetMembershipsDecoder.CustomersDecoder customers = request.customers();
        MembershipsReplyEncoder.CustomersEncoder answers = reply.customersCount(customers.count());
        int headerLength = GetMembershipsDecoder.CustomersDecoder.customerHeaderLength();
        while (customers.hasNext()) {
            customers.next();
            int idOffset = request.limit() + headerLength;
            int idLength = customers.skipCustomer();
            frame.boundsCheck(idOffset, idLength);
            int ordinal = workspace.ordinal(frame, idOffset, idLength);
            answers.next().ordinal(ordinal);
            int words = ordinal == WorkspaceView.UNKNOWN ? 0 : groups;
            int wordsOffset = reply.limit() + WORDS_HEADER_LENGTH;
            target.putShort(reply.limit(), (short) (words * Long.BYTES), LITTLE_ENDIAN);
            for (int group = 0; group < words; group++) {
                target.putLong(wordsOffset + group * Long.BYTES, workspace.word(ordinal, group), LITTLE_ENDIAN);
            }
            reply.limit(wordsOffset + words * Long.BYTES);
        }
    }
}
