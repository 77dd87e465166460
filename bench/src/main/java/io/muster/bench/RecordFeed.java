package io.muster.bench;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.tools.generate.RecordBuffer;
import io.muster.tools.generate.ShopGenerator;
import io.muster.tools.load.LineBatch;
import io.muster.tools.load.RecordLoad;
import java.util.concurrent.CompletableFuture;

/** Feeds a generated shop to a server over a connection of its own. One thread at a time. */
final class RecordFeed implements AutoCloseable {
    private final MusterClient client;
    private final ShopGenerator shop;
    private final RecordLoad load;
    private final RecordBuffer buffer = new RecordBuffer(2 * RecordLoad.BATCH_BYTES);
    private long line = 1;

    RecordFeed(ClientOptions server, String workspaceName, ShopGenerator shop) {
        this.shop = shop;
        client = MusterClient.connect(server);
        WorkspaceClient workspace = client.workspace(workspaceName);
        load = new RecordLoad((bytes, offset, length) -> append(workspace, bytes, offset, length), null);
    }

    /** Sends records until as many more are acknowledged, or the shop has no more. Returns how many those are. */
    long feed(long records) {
        long before = load.summary().records();
        long sent = 0;
        while (sent < records) {
            int more = shop.next(buffer, RecordLoad.BATCH_BYTES);
            if (more == 0) {
                break;
            }
            load.send(new LineBatch("shop", line, more, buffer.toByteArray(), buffer.length()));
            line += more;
            sent += more;
        }
        load.drain();
        if (load.summary().refused() > 0) {
            throw new IllegalStateException("refused: " + load.summary().refusals().getFirst());
        }
        return load.summary().records() - before;
    }

    @Override
    public void close() {
        client.close();
    }

    private static CompletableFuture<io.muster.protocol.client.AppendResult> append(
            WorkspaceClient workspace, byte[] bytes, int offset, int length) {
        return workspace.appendAsync(bytes, offset, length, Durability.DISK);
    }
}
