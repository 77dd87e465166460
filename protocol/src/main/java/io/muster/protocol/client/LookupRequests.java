package io.muster.protocol.client;

import io.muster.protocol.codec.AreMembersEncoder;
import io.muster.protocol.codec.AreOrdinalsMembersEncoder;
import io.muster.protocol.codec.CardinalityReplyDecoder;
import io.muster.protocol.codec.GetCardinalityEncoder;
import io.muster.protocol.codec.GetMembershipsEncoder;
import io.muster.protocol.codec.IsMemberEncoder;
import io.muster.protocol.codec.MemberReplyDecoder;
import io.muster.protocol.codec.MembersReplyDecoder;
import io.muster.protocol.codec.MembershipsReplyDecoder;
import io.muster.protocol.codec.OrdinalsReplyDecoder;
import io.muster.protocol.codec.ResolveIdsEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Requests that are answered from published membership. Customers are external ids in UTF-8. */
final class LookupRequests {
    private static final int LENGTHS = 16;

    private LookupRequests() {}

    static Request<Membership> isMember(int workspaceId, int segmentId, long minSequence, byte[] customer) {
        return new Request<>(
                IsMemberEncoder.TEMPLATE_ID,
                IsMemberEncoder.BLOCK_LENGTH,
                IsMemberEncoder.BLOCK_LENGTH + LENGTHS + customer.length,
                (buffer, offset) -> new IsMemberEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .segmentId(segmentId)
                        .minSequence(minSequence)
                        .putCustomer(customer, 0, customer.length)
                        .limit(),
                MemberReplyDecoder.TEMPLATE_ID,
                LookupReplies::member);
    }

    static Request<boolean[]> areMembers(int workspaceId, int segmentId, long minSequence, List<byte[]> customers) {
        return new Request<>(
                AreMembersEncoder.TEMPLATE_ID,
                AreMembersEncoder.BLOCK_LENGTH,
                AreMembersEncoder.BLOCK_LENGTH + groupBytes(customers),
                (buffer, offset) -> {
                    AreMembersEncoder encoder = new AreMembersEncoder()
                            .wrap(buffer, offset)
                            .workspaceId(workspaceId)
                            .segmentId(segmentId)
                            .minSequence(minSequence);
                    AreMembersEncoder.CustomersEncoder group = encoder.customersCount(customers.size());
                    for (byte[] customer : customers) {
                        group.next().putCustomer(customer, 0, customer.length);
                    }
                    return encoder.limit();
                },
                MembersReplyDecoder.TEMPLATE_ID,
                LookupReplies.members(customers.size()));
    }

    /** {@code length} of the ordinals, from {@code from} on; they are read before this returns. */
    static Request<boolean[]> areMembers(
            int workspaceId, int segmentId, long minSequence, int[] ordinals, int from, int length) {
        byte[] bytes = new byte[length * Integer.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(ordinals, from, length);
        return new Request<>(
                AreOrdinalsMembersEncoder.TEMPLATE_ID,
                AreOrdinalsMembersEncoder.BLOCK_LENGTH,
                AreOrdinalsMembersEncoder.BLOCK_LENGTH + LENGTHS + bytes.length,
                (buffer, offset) -> new AreOrdinalsMembersEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .segmentId(segmentId)
                        .minSequence(minSequence)
                        .putOrdinals(bytes, 0, bytes.length)
                        .limit(),
                MembersReplyDecoder.TEMPLATE_ID,
                LookupReplies.members(length));
    }

    static Request<MembershipWords> memberships(int workspaceId, long minSequence, List<byte[]> customers) {
        return new Request<>(
                GetMembershipsEncoder.TEMPLATE_ID,
                GetMembershipsEncoder.BLOCK_LENGTH,
                GetMembershipsEncoder.BLOCK_LENGTH + groupBytes(customers),
                (buffer, offset) -> {
                    GetMembershipsEncoder encoder = new GetMembershipsEncoder()
                            .wrap(buffer, offset)
                            .workspaceId(workspaceId)
                            .minSequence(minSequence);
                    GetMembershipsEncoder.CustomersEncoder group = encoder.customersCount(customers.size());
                    for (byte[] customer : customers) {
                        group.next().putCustomer(customer, 0, customer.length);
                    }
                    return encoder.limit();
                },
                MembershipsReplyDecoder.TEMPLATE_ID,
                LookupReplies.memberships(customers.size()));
    }

    static Request<int[]> resolve(int workspaceId, long minSequence, List<byte[]> customers) {
        return new Request<>(
                ResolveIdsEncoder.TEMPLATE_ID,
                ResolveIdsEncoder.BLOCK_LENGTH,
                ResolveIdsEncoder.BLOCK_LENGTH + groupBytes(customers),
                (buffer, offset) -> {
                    ResolveIdsEncoder encoder = new ResolveIdsEncoder()
                            .wrap(buffer, offset)
                            .workspaceId(workspaceId)
                            .minSequence(minSequence);
                    ResolveIdsEncoder.CustomersEncoder group = encoder.customersCount(customers.size());
                    for (byte[] customer : customers) {
                        group.next().putCustomer(customer, 0, customer.length);
                    }
                    return encoder.limit();
                },
                OrdinalsReplyDecoder.TEMPLATE_ID,
                LookupReplies.ordinals(customers.size()));
    }

    static Request<Long> cardinality(int workspaceId, int segmentId, long minSequence) {
        return new Request<>(
                GetCardinalityEncoder.TEMPLATE_ID,
                GetCardinalityEncoder.BLOCK_LENGTH,
                GetCardinalityEncoder.BLOCK_LENGTH,
                (buffer, offset) -> new GetCardinalityEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .segmentId(segmentId)
                        .minSequence(minSequence)
                        .limit(),
                CardinalityReplyDecoder.TEMPLATE_ID,
                LookupReplies::cardinality);
    }

    private static int groupBytes(List<byte[]> customers) {
        int bytes = LENGTHS;
        for (byte[] customer : customers) {
            bytes += Short.BYTES + customer.length;
        }
        return bytes;
    }
}
