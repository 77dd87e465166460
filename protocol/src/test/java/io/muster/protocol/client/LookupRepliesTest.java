package io.muster.protocol.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.protocol.codec.MembersReplyEncoder;
import io.muster.protocol.codec.MembershipsReplyEncoder;
import io.muster.protocol.codec.OrdinalsReplyEncoder;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

/** Replies about two customers, to requests about two and about three. */
class LookupRepliesTest {
    private static final String ANOTHER_NUMBER = "found 2, expected the 3 asked for";

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();

    @Test
    void shouldTakeMembersForAsManyAsAsked() {
        new MembersReplyEncoder().wrap(buffer, 0).count(2).putBits(new byte[] {0b10}, 0, 1);
        assertArrayEquals(
                new boolean[] {false, true}, decode(LookupReplies.members(2), MembersReplyEncoder.BLOCK_LENGTH));
        refuse(LookupReplies.members(3), MembersReplyEncoder.BLOCK_LENGTH);
    }

    @Test
    void shouldTakeOrdinalsForAsManyAsAsked() {
        new OrdinalsReplyEncoder().wrap(buffer, 0).putOrdinals(new byte[] {7, 0, 0, 0, -1, -1, -1, -1}, 0, 8);
        assertArrayEquals(new int[] {7, -1}, decode(LookupReplies.ordinals(2), OrdinalsReplyEncoder.BLOCK_LENGTH));
        refuse(LookupReplies.ordinals(3), OrdinalsReplyEncoder.BLOCK_LENGTH);
    }

    @Test
    void shouldTakeMembershipsForAsManyAsAsked() {
        MembershipsReplyEncoder.CustomersEncoder customers =
                new MembershipsReplyEncoder().wrap(buffer, 0).customersCount(2);
        for (int ordinal : List.of(7, 8)) {
            customers.next().ordinal(ordinal).putWords(new byte[0], 0, 0);
        }
        assertArrayEquals(
                new int[] {7, 8},
                decode(LookupReplies.memberships(2), MembershipsReplyEncoder.BLOCK_LENGTH)
                        .ordinals());
        refuse(LookupReplies.memberships(3), MembershipsReplyEncoder.BLOCK_LENGTH);
    }

    @Test
    void shouldNotMakeRoomForWhatAReplyClaims() {
        new MembersReplyEncoder().wrap(buffer, 0).count(Integer.MAX_VALUE).putBits(new byte[] {0b10}, 0, 1);
        refuse(
                "found 2147483647, expected the 2 asked for",
                LookupReplies.members(2),
                MembersReplyEncoder.BLOCK_LENGTH);
    }

    @Test
    void shouldRefuseFewerBitsThanCustomers() {
        new MembersReplyEncoder().wrap(buffer, 0).count(9).putBits(new byte[] {0b10}, 0, 1);
        refuse("found 8, expected the 9 asked for", LookupReplies.members(9), MembersReplyEncoder.BLOCK_LENGTH);
    }

    private <T> T decode(Request.Reply<T> reply, int blockLength) {
        return reply.decode(buffer, 0, blockLength, 0);
    }

    private void refuse(Request.Reply<?> reply, int blockLength) {
        refuse(ANOTHER_NUMBER, reply, blockLength);
    }

    private void refuse(String expected, Request.Reply<?> reply, int blockLength) {
        Exception refusal = assertThrows(IllegalStateException.class, () -> decode(reply, blockLength));
        assertEquals("customers: " + expected, refusal.getMessage());
    }
}
