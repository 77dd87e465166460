package io.muster.server.redis.command;

import io.muster.index.WorkspaceView;
import io.muster.server.redis.resp.RespReplies;
import io.muster.server.redis.session.RedisConnection;

/**
 * Tells the ids of customers while the connection takes them: a piece is in memory, and not the whole. Belongs to the
 * connection's I/O thread, which it leaves after a few pieces so that others have their turn.
 *
 * <p>The protocol wants the number first, and customers may be deleted while their segment is on its way. Who is
 * deleted while the first piece is gathered is not counted. In the place of one who is deleted later another member is
 * told a second time, which changes nothing of a set.
 */
final class MembersStream {
    private static final int PIECES_PER_TURN = 2;
    private static final int NONE = -1;

    private final RedisConnection connection;
    private final RedisConnection.Later reply;
    private final WorkspaceView workspace;
    private final Ordinals ordinals;
    private final Runnable ended;
    private final Runnable pump = this::pump;
    private byte[] lastId = {};
    private int next = NONE;
    private int missing;
    private boolean begun;

    /** {@code ended} is called once, on the I/O thread, before the reply ends or when the connection is gone. */
    MembersStream(
            RedisConnection connection,
            RedisConnection.Later reply,
            WorkspaceView workspace,
            Ordinals ordinals,
            Runnable ended) {
        this.connection = connection;
        this.reply = reply;
        this.workspace = workspace;
        this.ordinals = ordinals;
        this.ended = ended;
    }

    /** Tells what the connection takes now, and comes back for the rest. The I/O thread. */
    void pump() {
        if (connection.isGone()) {
            ended.run();
            return;
        }
        boolean done = false;
        int pieces = 0;
        while (!done
                && pieces < PIECES_PER_TURN
                && connection.context().channel().isWritable()) {
            done = begun ? tellPiece() : tellFirst();
            begun = true;
            connection.replies().flush();
            pieces++;
        }
        if (done) {
            ended.run();
            reply.end();
        } else if (connection.context().channel().isWritable()) {
            connection.context().executor().execute(pump);
        } else {
            connection.whenWritable(pump);
        }
    }

    private boolean tellFirst() {
        RespReplies replies = connection.replies();
        int mark = replies.mark();
        boolean all = tellMembers();
        replies.insert(mark, ordinals.asSet(), ordinals.count() - missing);
        missing = 0;
        return all;
    }

    private boolean tellPiece() {
        connection.replies().mark();
        if (!tellMembers()) {
            return false;
        }
        RespReplies replies = connection.replies();
        while (missing > 0 && replies.hasRoom(lastId.length)) {
            replies.bulk(lastId);
            missing--;
        }
        return missing == 0;
    }

    /** Tells members while there is room in the buffer; whether that were all. */
    private boolean tellMembers() {
        RespReplies replies = connection.replies();
        while (next != NONE || ordinals.iterator().hasNext()) {
            next = next == NONE ? ordinals.iterator().next() : next;
            int idLength = workspace.idLength(next);
            if (!replies.hasRoom(idLength)) {
                return false;
            }
            tell(replies, next, idLength);
            next = NONE;
        }
        return true;
    }

    private void tell(RespReplies replies, int ordinal, int idLength) {
        int put = replies.beginBulk(idLength);
        int copied = idLength == 0 ? 0 : workspace.copyId(ordinal, replies.buffer(), put);
        if (copied == 0) {
            missing++;
            return;
        }
        if (lastId.length != copied) {
            lastId = new byte[copied];
        }
        replies.buffer().getBytes(put, lastId);
        replies.bulkPut(copied);
    }
}
