package io.muster.server.redis.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.muster.index.WorkspaceView;
import io.muster.index.algebra.MembersReading;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.redis.resp.CommandArguments;
import io.muster.server.redis.resp.RespLimits;
import io.muster.server.redis.session.KeyAccess;
import io.muster.server.redis.session.RedisConnection;
import io.muster.server.redis.session.RedisErrors;
import io.muster.server.redis.session.RedisRefusal;
import io.muster.server.redis.session.SegmentKey;
import io.muster.server.wire.backend.BackendException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/**
 * Asks the engine for copies of the members of segments, all of one sequence, has something made of them on a thread
 * that nobody waits for, and tells that. The I/O thread.
 */
final class SegmentQuery {
    private static final int RETRY_AFTER_MS = 1_000;

    /** Pages of a segment that are looked at on the I/O thread: a tenth of a millisecond. */
    private static final int VISITS = 512;

    private final RedisConnection connection;
    private final WorkspaceView workspace;
    private final List<SegmentKey> keys;

    private SegmentQuery(RedisConnection connection, WorkspaceView workspace, List<SegmentKey> keys) {
        this.connection = connection;
        this.workspace = workspace;
        this.keys = keys;
    }

    /**
     * Of the keys that the arguments from {@code first} on name. Throws {@link RedisRefusal} where they are too many,
     * of more than one workspace, or one may not be read.
     */
    static SegmentQuery of(RedisConnection connection, CommandArguments arguments, int first, int count) {
        if (count > RespLimits.MAX_KEYS) {
            throw new RedisRefusal(
                    ErrorType.LIMIT, "ERR keys: found " + count + ", expected at most " + RespLimits.MAX_KEYS);
        }
        refuseTwoWorkspaces(arguments, first, count);
        List<SegmentKey> keys = new ArrayList<>(count);
        WorkspaceView workspace = null;
        for (int index = first; index < first + count; index++) {
            SegmentKey key = KeyAccess.find(connection, arguments, index);
            workspace = key == null ? workspace : key.workspace();
            keys.add(key);
        }
        return new SegmentQuery(connection, workspace, keys);
    }

    /** The segment at that place among the keys; null where there is none. */
    SegmentKey key(int index) {
        return keys.get(index);
    }

    /** Whether none of the keys leads anywhere. */
    boolean isEmpty() {
        return workspace == null;
    }

    /** Whether one of the keys leads nowhere. */
    boolean lacksOne() {
        return keys.contains(null);
    }

    /**
     * Tells customers.
     *
     * @param made of the members of each key, empty where it leads nowhere; on another thread
     */
    void stream(Function<List<RoaringBitmap>, Ordinals> made) {
        if (!connection.loop().load().exports().take()) {
            throw BackendException.busy(
                    "exports: found " + connection.loop().load().exports().limit()
                            + " under way on all connections, expected fewer; try again",
                    RETRY_AFTER_MS);
        }
        Runnable ended = connection.loop().load().exports()::give;
        try {
            ask(
                    made,
                    (reply, ordinals) -> new MembersStream(connection, reply, workspace, ordinals, ended).pump(),
                    ended);
        } catch (RuntimeException refused) {
            ended.run();
            throw refused;
        }
    }

    /**
     * How many customers all of the segments have, counted on this thread; negative where it has done so already in
     * this turn, there is more to look at than may be at once, or the segments change too fast. None of the keys may
     * lead nowhere.
     */
    long countHere() {
        if (!connection.loop().turns().take(connection.context().executor())) {
            return MembersReading.UNCOUNTED;
        }
        MembersReading reading =
                workspace.reading(keys.stream().map(SegmentKey::segment).toList());
        return reading == null ? MembersReading.UNCOUNTED : reading.countIntersection(VISITS);
    }

    /** Tells something short: {@code tell} writes the reply. */
    <T> void answer(Function<List<RoaringBitmap>, T> made, Consumer<T> tell) {
        ask(
                made,
                (reply, answer) -> {
                    if (!connection.isGone()) {
                        tell.accept(answer);
                        reply.end();
                    }
                },
                () -> {});
    }

    private interface Told<T> {
        void tell(RedisConnection.Later reply, T answer);
    }

    private <T> void ask(Function<List<RoaringBitmap>, T> made, Told<T> told, Runnable failed) {
        int workspaceId = workspace.id();
        int[] segmentIds = keys.stream()
                .mapToInt(key -> key == null ? 0 : key.segment().id())
                .toArray();
        CompletableFuture<T> answer = connection
                .loop()
                .backend()
                .query(engine -> {
                    List<RoaringBitmap> members = new ArrayList<>(segmentIds.length);
                    for (int segmentId : segmentIds) {
                        RoaringBitmap found = segmentId == 0 ? null : engine.members(workspaceId, segmentId);
                        members.add(found == null ? new RoaringBitmap() : found);
                    }
                    return members;
                })
                .thenApplyAsync(made);
        RedisConnection.Later reply = connection.later();
        answer.whenComplete((result, failure) -> reply.run(() -> {
            if (failure == null) {
                told.tell(reply, result);
                return;
            }
            failed.run();
            if (!connection.isGone()) {
                RedisErrors.failure(connection.replies(), failure);
                reply.end();
            }
        }));
    }

    /** Two customers of different workspaces are never the same one, whatever their ids. */
    private static void refuseTwoWorkspaces(CommandArguments arguments, int first, int count) {
        String one = null;
        for (int index = first; index < first + count; index++) {
            String key = new String(arguments.bytes(index), ISO_8859_1);
            int separator = key.indexOf(':');
            String workspace = separator < 0 ? null : key.substring(0, separator);
            if (workspace == null) {
                continue;
            }
            if (one != null && !one.equals(workspace)) {
                throw new RedisRefusal(
                        ErrorType.BAD_REQUEST,
                        "ERR keys: found more than one workspace, expected keys that begin with the same 'workspace:':"
                                + " customers of two workspaces have nothing in common");
            }
            one = workspace;
        }
    }
}
