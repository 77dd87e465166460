package io.muster.protocol.client;

import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;

/** One connection. */
final class Connection implements AutoCloseable {
    static Connection open(ClientOptions options) {
        throw new UnsupportedOperationException(options.toString());
    }

    ClientOptions options() {
        throw new UnsupportedOperationException();
    }

    String serverVersion() {
        throw new UnsupportedOperationException();
    }

    boolean isOpen() {
        throw new UnsupportedOperationException();
    }

    <T> T call(Request<T> request) {
        return await(send(request));
    }

    <T> CompletableFuture<T> send(Request<T> request) {
        throw new UnsupportedOperationException();
    }

    <T> T await(CompletableFuture<T> future) {
        throw new UnsupportedOperationException();
    }

    boolean tryIsMember(
            int workspaceId,
            int segmentId,
            long minSequence,
            DirectBuffer id,
            int offset,
            int length,
            long token,
            MemberHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
