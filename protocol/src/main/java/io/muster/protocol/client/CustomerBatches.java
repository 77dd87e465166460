package io.muster.protocol.client;

import io.muster.protocol.FrameDescriptor;
import java.util.ArrayList;
import java.util.List;

/** Cuts a list of customers into pieces that fit a request and its reply. */
final class CustomerBatches {
    static final int MAX_CUSTOMERS = Math.min(8_192, FrameDescriptor.MAX_GROUP_COUNT);
    static final int MAX_BYTES = FrameDescriptor.MAX_LENGTH / 4;

    private CustomerBatches() {}

    static List<List<byte[]>> of(List<String> customers) {
        List<List<byte[]>> batches = new ArrayList<>();
        List<byte[]> batch = new ArrayList<>();
        int bytes = 0;
        for (String customer : customers) {
            byte[] id = WireText.shortText("customer", customer);
            if (batch.size() == MAX_CUSTOMERS || bytes + id.length > MAX_BYTES) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(id);
            bytes += id.length;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
