package io.muster.tools.cli;

import io.muster.protocol.client.Durability;
import io.muster.protocol.client.RecordOrigin;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.generate.RecordBuffer;
import io.muster.server.generate.ShopGenerator;
import io.muster.server.generate.ShopOptions;
import io.muster.tools.load.BarProgress;
import io.muster.tools.load.LineBatch;
import io.muster.tools.load.LineProgress;
import io.muster.tools.load.LoadSummary;
import io.muster.tools.load.Progress;
import io.muster.tools.load.RecordLoad;

/** Loads a shop while it is being generated. */
final class ShopLoad {
    private ShopLoad() {}

    /** How many records that were; fails if any is refused. */
    static long load(ShopOptions options, WorkspaceClient workspace, Terminal terminal) {
        RecordLoad load = new RecordLoad(
                (bytes, offset, length) ->
                        workspace.appendAsync(bytes, offset, length, Durability.MEMORY, RecordOrigin.IMPORT),
                null);
        ShopGenerator shop = new ShopGenerator(options);
        RecordBuffer buffer = new RecordBuffer(2 * RecordLoad.BATCH_BYTES);
        try (Progress progress = progress(terminal, ShopGenerator.estimateRecords(options))) {
            long line = 1;
            for (int records = shop.next(buffer, RecordLoad.BATCH_BYTES);
                    records > 0;
                    records = shop.next(buffer, RecordLoad.BATCH_BYTES)) {
                load.send(new LineBatch("shop", line, records, buffer.toByteArray(), buffer.length()));
                line += records;
                progress.at(load.summary().records(), load.summary().records());
            }
            load.drain();
            progress.at(load.summary().records(), load.summary().records());
        }
        LoadSummary summary = load.summary();
        if (summary.refused() > 0) {
            throw CommandFailure.refused("the server refused " + summary.refused() + " generated records, the first: "
                    + summary.refusals().getFirst());
        }
        return summary.taken();
    }

    private static Progress progress(Terminal terminal, long records) {
        return terminal.interactive()
                ? new BarProgress(terminal.err(), "loading", records, " records", 1)
                : new LineProgress(terminal.err(), "loading", records);
    }
}
