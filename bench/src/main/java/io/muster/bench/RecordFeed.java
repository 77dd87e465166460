package io.muster.bench;

import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.generate.RecordBuffer;
import io.muster.server.generate.ShopGenerator;
import io.muster.tools.load.LineBatch;
import io.muster.tools.load.RecordLoad;
import java.util.ArrayList;
import java.util.List;
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

    /** The next records of the shop, made beforehand so that making them takes nothing from the measurement. */
    List<LineBatch> prepare(long records) {
        List<LineBatch> batches = new ArrayList<>();
        long prepared = 0;
        while (prepared < records) {
            int more = shop.next(buffer, RecordLoad.BATCH_BYTES);
            if (more == 0) {
                break;
            }
            batches.add(new LineBatch("shop", line, more, buffer.toByteArray(), buffer.length()));
            line += more;
            prepared += more;
        }
        return batches;
    }

    /** Sends batches until they are acknowledged. Returns how many records those are. */
    long feed(List<LineBatch> batches) {
        long before = load.summary().records();
        batches.forEach(load::send);
        load.drain();
        if (load.summary().refused() > 0) {
            throw new IllegalStateException(
                    "refused: " + load.summary().refusals().getFirst());
        }
        return load.summary().records() - before;
    }

    @Override
    public void close() {
        client.close();
    }

    private static CompletableFuture<AppendResult> append(
            WorkspaceClient workspace, byte[] bytes, int offset, int length) {
        return workspace.appendAsync(bytes, offset, length, Durability.DISK);
    }
}
