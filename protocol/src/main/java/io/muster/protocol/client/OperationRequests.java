package io.muster.protocol.client;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.BooleanType;
import io.muster.protocol.codec.ClockEncoder;
import io.muster.protocol.codec.ClockOperation;
import io.muster.protocol.codec.ClockReplyDecoder;
import io.muster.protocol.codec.GetStatusEncoder;
import io.muster.protocol.codec.HelloEncoder;
import io.muster.protocol.codec.HelloReplyDecoder;
import io.muster.protocol.codec.PingEncoder;
import io.muster.protocol.codec.PongDecoder;
import io.muster.protocol.codec.StatusReplyDecoder;
import org.agrona.DirectBuffer;

/** Requests about the connection and the server; and their replies. */
final class OperationRequests {
    private static final int LENGTHS = 16;

    private OperationRequests() {}

    static Request<String> hello(String token, String clientName) {
        byte[] tokenBytes = WireText.shortText("token", token);
        byte[] nameBytes = WireText.shortText("clientName", clientName);
        return new Request<>(
                HelloEncoder.TEMPLATE_ID,
                HelloEncoder.BLOCK_LENGTH,
                HelloEncoder.BLOCK_LENGTH + LENGTHS + tokenBytes.length + nameBytes.length,
                (buffer, offset) -> new HelloEncoder()
                        .wrap(buffer, offset)
                        .protocolVersion(FrameDescriptor.PROTOCOL_VERSION)
                        .putToken(tokenBytes, 0, tokenBytes.length)
                        .putClientName(nameBytes, 0, nameBytes.length)
                        .limit(),
                HelloReplyDecoder.TEMPLATE_ID,
                (buffer, offset, blockLength, version) -> new HelloReplyDecoder()
                        .wrap(buffer, offset, blockLength, version)
                        .serverVersion());
    }

    static Request<Long> ping() {
        return new Request<>(
                PingEncoder.TEMPLATE_ID,
                PingEncoder.BLOCK_LENGTH,
                0,
                (buffer, offset) -> offset,
                PongDecoder.TEMPLATE_ID,
                (buffer, offset, blockLength, version) -> new PongDecoder()
                        .wrap(buffer, offset, blockLength, version)
                        .sequence());
    }

    static Request<ClockInfo> clock(ClockOperation operation, long millis) {
        return new Request<>(
                ClockEncoder.TEMPLATE_ID,
                ClockEncoder.BLOCK_LENGTH,
                ClockEncoder.BLOCK_LENGTH,
                (buffer, offset) -> new ClockEncoder()
                        .wrap(buffer, offset)
                        .operation(operation)
                        .millis(millis)
                        .limit(),
                ClockReplyDecoder.TEMPLATE_ID,
                OperationRequests::clockInfo);
    }

    static Request<String> status() {
        return new Request<>(
                GetStatusEncoder.TEMPLATE_ID,
                GetStatusEncoder.BLOCK_LENGTH,
                0,
                (buffer, offset) -> offset,
                StatusReplyDecoder.TEMPLATE_ID,
                (buffer, offset, blockLength, version) -> new StatusReplyDecoder()
                        .wrap(buffer, offset, blockLength, version)
                        .json());
    }

    private static ClockInfo clockInfo(DirectBuffer buffer, int offset, int blockLength, int version) {
        ClockReplyDecoder reply = new ClockReplyDecoder().wrap(buffer, offset, blockLength, version);
        return new ClockInfo(reply.nowMillis(), reply.manual() == BooleanType.YES, reply.sequence());
    }
}
