package io.muster.index;

import static org.agrona.BitUtil.SIZE_OF_INT;

import io.muster.index.id.IdBatch;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Loads what the next records of a batch will look at first: their customers, found together, and the places where
 * their ids will be. Among millions of customers nearly each of these is far away in memory; one record after another
 * would wait for them one after another. Nothing is changed and nothing is concluded. The engine's thread.
 */
final class LookAhead {
    private final Workspaces workspaces;
    private final CommandReader reader = new CommandReader();
    private final IdBatch customers = new IdBatch();

    LookAhead(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    /** Of so many commands, each behind its length in four bytes, those before the first of another workspace. */
    void over(DirectBuffer commands, int start, int count) {
        customers.begin(commands);
        Workspace workspace = null;
        int at = start;
        for (int i = 0; i < count && !customers.isFull(); i++) {
            int length = commands.getInt(at, ByteOrder.LITTLE_ENDIAN);
            at += SIZE_OF_INT;
            reader.wrap(commands, at, length);
            workspace = workspace == null ? workspaces.get(reader.workspaceId()) : workspace;
            if (workspace == null || workspace.id() != reader.workspaceId()) {
                break;
            }
            if (reader.kind() >= CommandKind.CUSTOMER) {
                read(workspace, at);
            }
            at += length;
        }
        if (workspace != null) {
            workspace.next().load(customers);
        }
    }

    private void read(Workspace workspace, int at) {
        boolean found = false;
        while (reader.next() && reader.tag() != Tag.ITEM) {
            if (reader.isNull()) {
                continue;
            }
            switch (reader.tag()) {
                case Tag.CUSTOMER -> {
                    if (!found) {
                        customers.add(at + reader.valueOffset(), reader.valueLength());
                        found = true;
                    }
                }
                case Tag.ID, Tag.CHECKOUT, Tag.ORDER ->
                    workspace
                            .next()
                            .load(
                                    reader.kind(),
                                    reader.tag(),
                                    reader.buffer(),
                                    reader.valueOffset(),
                                    reader.valueLength());
                default -> {
                    // Nothing is looked for by it.
                }
            }
        }
    }
}
