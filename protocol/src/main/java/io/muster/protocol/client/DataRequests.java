package io.muster.protocol.client;

import io.muster.protocol.codec.AppendRecordsEncoder;
import io.muster.protocol.codec.AppendReplyDecoder;
import io.muster.protocol.codec.CustomerReplyDecoder;
import io.muster.protocol.codec.ExportEncoder;
import io.muster.protocol.codec.GetCustomerEncoder;
import io.muster.protocol.codec.RecordFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Requests that put records in, or ask the engine more than published membership tells; and their replies. */
final class DataRequests {
    private static final int LENGTHS = 16;

    private DataRequests() {}

    static Request<AppendResult> append(
            int workspaceId,
            byte[] records,
            int recordsOffset,
            int recordsLength,
            Durability durability,
            RecordOrigin origin) {
        Objects.checkFromIndexSize(recordsOffset, recordsLength, records.length);
        return new Request<>(
                AppendRecordsEncoder.TEMPLATE_ID,
                AppendRecordsEncoder.BLOCK_LENGTH,
                AppendRecordsEncoder.BLOCK_LENGTH + LENGTHS + recordsLength,
                (buffer, offset) -> new AppendRecordsEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .format(RecordFormat.JSON_LINES)
                        .durability(durability.type())
                        .producerId(0)
                        .batchNumber(0)
                        .origin(origin.type())
                        .putRecords(records, recordsOffset, recordsLength)
                        .limit(),
                AppendReplyDecoder.TEMPLATE_ID,
                DataRequests::appendResult);
    }

    static Request<String> customer(int workspaceId, String id) {
        byte[] idBytes = WireText.shortText("customer", id);
        return new Request<>(
                GetCustomerEncoder.TEMPLATE_ID,
                GetCustomerEncoder.BLOCK_LENGTH,
                GetCustomerEncoder.BLOCK_LENGTH + LENGTHS + idBytes.length,
                (buffer, offset) -> new GetCustomerEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .putCustomer(idBytes, 0, idBytes.length)
                        .limit(),
                CustomerReplyDecoder.TEMPLATE_ID,
                (buffer, offset, blockLength, version) -> new CustomerReplyDecoder()
                        .wrap(buffer, offset, blockLength, version)
                        .json());
    }

    /** Writes the body of an export request. */
    static int encodeExport(
            MutableDirectBuffer buffer, int offset, int workspaceId, int segmentId, ExportFormat format) {
        return new ExportEncoder()
                .wrap(buffer, offset)
                .workspaceId(workspaceId)
                .segmentId(segmentId)
                .format(format.format())
                .limit();
    }

    private static AppendResult appendResult(DirectBuffer buffer, int offset, int blockLength, int version) {
        AppendReplyDecoder reply = new AppendReplyDecoder().wrap(buffer, offset, blockLength, version);
        List<RefusedRecord> refusals = new ArrayList<>();
        for (AppendReplyDecoder.RefusalsDecoder each : reply.refusals()) {
            refusals.add(new RefusedRecord(each.line(), each.column(), each.field(), each.reason()));
        }
        return new AppendResult(reply.lastSequence(), reply.accepted(), reply.refused(), List.copyOf(refusals));
    }
}
