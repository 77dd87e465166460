package io.muster.server.api.data;

import io.muster.server.api.ApiProblem;
import io.muster.server.api.ProblemException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.compression.ZlibWrapper;
import java.util.function.Consumer;

/**
 * Unpacks a body of gzip, little by little. What becomes so much longer than records do is refused: somebody wants this
 * server to be busy. One thread.
 */
final class Unpacking implements AutoCloseable {
    /** How much longer than it was a body may become, beyond a first part. */
    static final int MOST_RATIO = 200;

    private static final long FIRST_BYTES = 1024 * 1024;
    private static final int STEP_BYTES = 1024;
    private static final int MOST_OF_STEP_BYTES = 4 * 1024 * 1024;

    private final EmbeddedChannel channel =
            new EmbeddedChannel(ZlibCodecFactory.newZlibDecoder(ZlibWrapper.GZIP, MOST_OF_STEP_BYTES));
    private long packedBytes;
    private long unpackedBytes;

    void take(byte[] packed, Consumer<byte[]> unpacked) {
        try {
            for (int at = 0; at < packed.length; at += STEP_BYTES) {
                int length = Math.min(STEP_BYTES, packed.length - at);
                packedBytes += length;
                channel.writeInbound(Unpooled.copiedBuffer(packed, at, length));
                pass(unpacked);
            }
        } catch (DecompressionException broken) {
            throw ProblemException.badRequest(
                    "body: found what can't be unpacked (" + broken.getMessage() + "), expected gzip");
        }
    }

    /** There is no more; throws where it ends too soon. */
    void end(Consumer<byte[]> unpacked) {
        pass(unpacked);
    }

    @Override
    public void close() {
        try {
            channel.finishAndReleaseAll();
        } catch (DecompressionException cutShort) {
            // What is wrong with it was told, or nobody is there to be told.
        }
    }

    private void pass(Consumer<byte[]> unpacked) {
        for (ByteBuf part = channel.readInbound(); part != null; part = channel.readInbound()) {
            try {
                unpackedBytes += part.readableBytes();
                if (unpackedBytes > FIRST_BYTES + MOST_RATIO * packedBytes) {
                    throw new ProblemException(new ApiProblem(
                            413,
                            "body_too_long",
                            "body: found that it becomes more than " + MOST_RATIO
                                    + " times as long when unpacked, expected less"));
                }
                byte[] bytes = new byte[part.readableBytes()];
                part.readBytes(bytes);
                unpacked.accept(bytes);
            } finally {
                part.release();
            }
        }
    }
}
