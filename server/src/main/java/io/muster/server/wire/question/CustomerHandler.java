package io.muster.server.wire.question;

import io.muster.index.CustomerDetails;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.CustomerReplyEncoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.GetCustomerDecoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestException;
import io.muster.server.wire.session.Session;
import org.agrona.DirectBuffer;

/** All that is known of a customer. */
public final class CustomerHandler extends QuestionHandler {
    private final GetCustomerDecoder request = new GetCustomerDecoder();

    public CustomerHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return GetCustomerDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return GetCustomerDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        String customer = request.customer();
        workspace(workspaceId);
        ask(
                session,
                correlationId,
                engine -> known(engine.customer(workspaceId, customer), customer),
                (replies, correlation, answer) -> write(replies, correlation, customer, answer));
    }

    private static CustomerDetails known(CustomerDetails details, String customer) {
        if (details == null) {
            throw new RequestException(ErrorType.UNKNOWN_CUSTOMER, "customer: found no '" + customer + "'");
        }
        return details;
    }

    private static void write(
            ReplyBuffer replies, long correlationId, String customer, Answer<CustomerDetails> answer) {
        byte[] json = CustomerJson.write(customer, answer.value());
        int offset = replies.begin(
                CustomerReplyEncoder.BLOCK_LENGTH + CustomerReplyEncoder.jsonHeaderLength() + json.length);
        int end = new CustomerReplyEncoder()
                .wrap(replies.buffer(), offset)
                .sequence(answer.sequence())
                .putJson(json, 0, json.length)
                .limit();
        replies.commit(CustomerReplyEncoder.TEMPLATE_ID, CustomerReplyEncoder.BLOCK_LENGTH, correlationId, end);
    }
}
