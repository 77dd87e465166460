package io.muster.bench.compare.wire;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.AppendRecordsEncoder;
import io.muster.protocol.codec.AreMembersEncoder;
import io.muster.protocol.codec.AreOrdinalsMembersEncoder;
import io.muster.protocol.codec.CountRuleEncoder;
import io.muster.protocol.codec.DurabilityType;
import io.muster.protocol.codec.ExportEncoder;
import io.muster.protocol.codec.GetMembershipsEncoder;
import io.muster.protocol.codec.HelloEncoder;
import io.muster.protocol.codec.IsMemberEncoder;
import io.muster.protocol.codec.MembersFormat;
import io.muster.protocol.codec.RecordFormat;
import io.muster.protocol.codec.RecordOrigin;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;

/** Requests to muster as bytes, for one workspace. */
public final class MusterRequests {
    private static final int BODY = FrameDescriptor.BODY_OFFSET;

    private final int workspaceId;
    private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer();
    private long correlationId;

    public MusterRequests(int workspaceId) {
        this.workspaceId = workspaceId;
    }

    /** What every connection begins with. */
    public byte[] hello() {
        HelloEncoder hello = new HelloEncoder().wrap(frame, BODY).protocolVersion(FrameDescriptor.PROTOCOL_VERSION);
        hello.token("").clientName("bench");
        return framed(HelloEncoder.BLOCK_LENGTH, HelloEncoder.TEMPLATE_ID, hello.limit());
    }

    public byte[] isMember(int segmentId, String customer) {
        byte[] id = bytes(customer);
        IsMemberEncoder request = new IsMemberEncoder()
                .wrap(frame, BODY)
                .workspaceId(workspaceId)
                .segmentId(segmentId)
                .minSequence(0)
                .putCustomer(id, 0, id.length);
        return framed(IsMemberEncoder.BLOCK_LENGTH, IsMemberEncoder.TEMPLATE_ID, request.limit());
    }

    public byte[] areMembers(int segmentId, List<String> customers) {
        AreMembersEncoder request = new AreMembersEncoder()
                .wrap(frame, BODY)
                .workspaceId(workspaceId)
                .segmentId(segmentId)
                .minSequence(0);
        AreMembersEncoder.CustomersEncoder group = request.customersCount(customers.size());
        for (String customer : customers) {
            byte[] id = bytes(customer);
            group.next().putCustomer(id, 0, id.length);
        }
        return framed(AreMembersEncoder.BLOCK_LENGTH, AreMembersEncoder.TEMPLATE_ID, request.limit());
    }

    /** Customers by their ordinals. */
    public byte[] areMembers(int segmentId, int[] ordinals) {
        byte[] bytes = new byte[ordinals.length * Integer.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(ordinals);
        AreOrdinalsMembersEncoder request = new AreOrdinalsMembersEncoder()
                .wrap(frame, BODY)
                .workspaceId(workspaceId)
                .segmentId(segmentId)
                .minSequence(0)
                .putOrdinals(bytes, 0, bytes.length);
        return framed(AreOrdinalsMembersEncoder.BLOCK_LENGTH, AreOrdinalsMembersEncoder.TEMPLATE_ID, request.limit());
    }

    /** All segments of one customer. */
    public byte[] memberships(String customer) {
        byte[] id = bytes(customer);
        GetMembershipsEncoder request = new GetMembershipsEncoder()
                .wrap(frame, BODY)
                .workspaceId(workspaceId)
                .minSequence(0);
        request.customersCount(1).next().putCustomer(id, 0, id.length);
        return framed(GetMembershipsEncoder.BLOCK_LENGTH, GetMembershipsEncoder.TEMPLATE_ID, request.limit());
    }

    /** The size of a rule that is not saved. */
    public byte[] count(String rule) {
        byte[] text = bytes(rule);
        CountRuleEncoder request = new CountRuleEncoder()
                .wrap(frame, BODY)
                .workspaceId(workspaceId)
                .sampleSize(0)
                .putRule(text, 0, text.length);
        return framed(CountRuleEncoder.BLOCK_LENGTH, CountRuleEncoder.TEMPLATE_ID, request.limit());
    }

    /** The members as a portable Roaring bitmap. */
    public byte[] export(int segmentId) {
        ExportEncoder request = new ExportEncoder()
                .wrap(frame, BODY)
                .workspaceId(workspaceId)
                .segmentId(segmentId)
                .format(MembersFormat.ROARING);
        return framed(ExportEncoder.BLOCK_LENGTH, ExportEncoder.TEMPLATE_ID, request.limit());
    }

    /** Lines of JSON. */
    public byte[] append(String lines, DurabilityType durability) {
        byte[] records = bytes(lines);
        AppendRecordsEncoder request = new AppendRecordsEncoder()
                .wrap(frame, BODY)
                .workspaceId(workspaceId)
                .format(RecordFormat.JSON_LINES)
                .durability(durability)
                .producerId(0)
                .batchNumber(0)
                .origin(RecordOrigin.LIVE)
                .putRecords(records, 0, records.length);
        return framed(AppendRecordsEncoder.BLOCK_LENGTH, AppendRecordsEncoder.TEMPLATE_ID, request.limit());
    }

    private byte[] framed(int blockLength, int templateId, int limit) {
        FrameDescriptor.putHead(frame, 0, blockLength, templateId, ++correlationId, limit - BODY);
        byte[] bytes = new byte[limit];
        frame.getBytes(0, bytes);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
