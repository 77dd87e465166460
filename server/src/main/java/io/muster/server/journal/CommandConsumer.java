package io.muster.server.journal;

import org.agrona.DirectBuffer;

/** Takes the commands of a journal one by one. */
@FunctionalInterface
public interface CommandConsumer {
    /** The bytes are valid during the call only. What it throws ends the replay. */
    void onCommand(long sequence, DirectBuffer buffer, int offset, int length);
}
