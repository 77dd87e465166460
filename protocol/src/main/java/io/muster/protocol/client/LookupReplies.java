package io.muster.protocol.client;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.muster.protocol.codec.CardinalityReplyDecoder;
import io.muster.protocol.codec.MemberReplyDecoder;
import io.muster.protocol.codec.MembersReplyDecoder;
import io.muster.protocol.codec.MembershipsReplyDecoder;
import io.muster.protocol.codec.OrdinalsReplyDecoder;
import org.agrona.DirectBuffer;

/** Replies that were answered from published membership. */
final class LookupReplies {
    private LookupReplies() {}

    static Membership member(DirectBuffer buffer, int offset, int blockLength, int version) {
        return Membership.ofWire(new MemberReplyDecoder()
                .wrap(buffer, offset, blockLength, version)
                .outcomeRaw());
    }

    /** One answer for each of so many customers. */
    static Request.Reply<boolean[]> members(int asked) {
        return (buffer, offset, blockLength, version) -> {
            MembersReplyDecoder reply = new MembersReplyDecoder().wrap(buffer, offset, blockLength, version);
            requireAsMany(reply.count(), asked);
            requireAsMany(Math.min(reply.bitsLength() * Byte.SIZE, asked), asked);
            return members(reply, buffer);
        };
    }

    /** As {@link #members(int)}. */
    static Request.Reply<MembershipWords> memberships(int asked) {
        return (buffer, offset, blockLength, version) -> {
            MembershipsReplyDecoder reply = new MembershipsReplyDecoder().wrap(buffer, offset, blockLength, version);
            MembershipsReplyDecoder.CustomersDecoder customers = reply.customers();
            requireAsMany(customers.count(), asked);
            return memberships(reply, customers, buffer);
        };
    }

    /** As {@link #members(int)}. */
    static Request.Reply<int[]> ordinals(int asked) {
        return (buffer, offset, blockLength, version) -> {
            OrdinalsReplyDecoder reply = new OrdinalsReplyDecoder().wrap(buffer, offset, blockLength, version);
            requireAsMany(reply.ordinalsLength() / Integer.BYTES, asked);
            return ordinals(reply, buffer);
        };
    }

    private static void requireAsMany(int found, int asked) {
        if (found != asked) {
            throw new IllegalStateException("customers: found " + found + ", expected the " + asked + " asked for");
        }
    }

    private static boolean[] members(MembersReplyDecoder reply, DirectBuffer buffer) {
        boolean[] members = new boolean[reply.count()];
        int bitsOffset = reply.limit() + MembersReplyDecoder.bitsHeaderLength();
        for (int i = 0; i < members.length; i++) {
            members[i] = (buffer.getByte(bitsOffset + (i >> 3)) >> (i & 7) & 1) != 0;
        }
        return members;
    }

    private static MembershipWords memberships(
            MembershipsReplyDecoder reply, MembershipsReplyDecoder.CustomersDecoder customers, DirectBuffer buffer) {
        int[] ordinals = new int[customers.count()];
        long[][] words = new long[customers.count()][];
        for (int i = 0; customers.hasNext(); i++) {
            ordinals[i] = customers.next().ordinal();
            int wordsOffset = reply.limit() + MembershipsReplyDecoder.CustomersDecoder.wordsHeaderLength();
            words[i] = new long[customers.wordsLength() / Long.BYTES];
            for (int group = 0; group < words[i].length; group++) {
                words[i][group] = buffer.getLong(wordsOffset + group * Long.BYTES, LITTLE_ENDIAN);
            }
            customers.skipWords();
        }
        return new MembershipWords(reply.catalogVersion(), reply.sequence(), reply.nowMillis(), ordinals, words);
    }

    private static int[] ordinals(OrdinalsReplyDecoder reply, DirectBuffer buffer) {
        int[] ordinals = new int[reply.ordinalsLength() / Integer.BYTES];
        int ordinalsOffset = reply.limit() + OrdinalsReplyDecoder.ordinalsHeaderLength();
        for (int i = 0; i < ordinals.length; i++) {
            ordinals[i] = buffer.getInt(ordinalsOffset + i * Integer.BYTES, LITTLE_ENDIAN);
        }
        return ordinals;
    }

    static Long cardinality(DirectBuffer buffer, int offset, int blockLength, int version) {
        return new CardinalityReplyDecoder()
                .wrap(buffer, offset, blockLength, version)
                .cardinality();
    }
}
