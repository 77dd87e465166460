package io.muster.server.wire.backend;

import io.muster.index.SlowAnswer;
import io.muster.index.WorkspaceView;
import io.muster.server.change.ChangeFeed;
import io.muster.server.hook.Webhooks;
import io.muster.server.sizes.SizeRecorder;
import io.muster.server.wire.control.StatusJson;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The server behind the wire. All methods: any thread, and none may wait: they are called on I/O threads. What is
 * called back or chained may run on any thread.
 */
public interface Backend {
    /**
     * The first methods are the road of a lookup: wait-free, nothing allocated. Null where there is no such workspace.
     */
    WorkspaceView workspace(int id);

    /** Sequence of the last command that readers see. */
    long sequence();

    /** Sequence of the last command that readers see and that can't be undone: it is on the disk. */
    long keptSequence();

    /** Where changes of membership are followed. */
    ChangeFeed changes();

    /** The engine's now, milliseconds since the epoch. */
    long nowMillis();

    /** In the order of their ids. */
    List<WorkspaceView> workspaces();

    /**
     * Whether what readers see is as of the clock's now: nothing is due that has not been done. True as well where
     * nothing can be done any more.
     */
    default boolean isUpToDate() {
        return true;
    }

    /**
     * Takes records in; fair between those who append.
     *
     * @param source who appends: the same object each time; null for nobody in particular
     * @param durability when {@code done} is called
     * @param imported whether they are history that is loaded
     * @param jsonLines the backend's from here on
     * @param done called once if this returns true
     * @return false where the queue is full
     */
    boolean append(
            Object source,
            int workspaceId,
            Durability durability,
            boolean imported,
            byte[] jsonLines,
            Consumer<AppendOutcome> done);

    /**
     * Whether {@link #append} would take so many bytes now: asked before they are copied, so that refusing costs
     * little.
     */
    default boolean hasRoomForRecords(Object source, int workspaceId, int lengthBytes) {
        return true;
    }

    /** When records are likely to be taken again from {@code source}, in milliseconds; 0: no advice. */
    default int appendRetryMs() {
        return 0;
    }

    /** When a command is likely to be taken again, in milliseconds; 0: no advice. */
    default int commandRetryMs() {
        return 0;
    }

    /**
     * Carries out one command that is not a record (see {@link io.muster.index.record.Commands}).
     *
     * @param done called once if this returns true, when the command is applied and on disk
     * @return false where the queue is full
     */
    boolean submit(byte[] command, Consumer<CommandOutcome> done);

    /**
     * Asks the engine on its thread. The future fails with what the question throws, or {@link BackendException}.
     *
     * @param question must be short: nothing else is applied meanwhile
     */
    <T> CompletableFuture<T> query(Function<EngineQuestions, T> question);

    /**
     * As {@link #query}, for an answer that depends on what time it is: the engine is told the time first, which it
     * otherwise learns only with the next command or when something is due.
     */
    default <T> CompletableFuture<T> queryNow(Function<EngineQuestions, T> question) {
        return query(question);
    }

    /**
     * As {@link #queryNow}, for an answer about a rule that takes long: it is found in steps, and records are applied
     * in between.
     *
     * @param rules that the engine will need; those that take long are parsed beforehand
     */
    default <T> CompletableFuture<T> querySlowly(
            List<String> rules, Function<EngineQuestions, SlowAnswer<T>> question) {
        return queryNow(engine -> question.apply(engine).finish());
    }

    /** Why nothing is taken in any more, while questions are still answered; null while all is well. */
    default String failure() {
        return null;
    }

    /**
     * What the server holds and does, as a JSON object in UTF-8, see {@link StatusJson}. Answered in every state, with
     * what is known in it.
     *
     * @param serverVersion told with the rest
     * @param sees whether the asker may see the workspace of this name; of others nothing is told
     */
    default CompletableFuture<byte[]> statusJson(String serverVersion, Predicate<String> sees) {
        return queryNow(EngineQuestions::status)
                .thenApply(status -> StatusJson.write(
                        serverVersion,
                        clockIsManual(),
                        failure(),
                        StatusJson.seen(status, sees),
                        null,
                        StatusJson.Fields.NONE));
    }

    /** Where secret addresses of segments are made, and where they are asked for. */
    default LinkDoor links() {
        throw new UnsupportedOperationException("links: found a server that makes none");
    }

    /** Where webhooks of segments are made, and how they stand. */
    default Webhooks webhooks() {
        throw new UnsupportedOperationException("webhooks: found a server that has none");
    }

    /** How large segments were. */
    default SizeRecorder sizes() {
        throw new UnsupportedOperationException("sizes: found a server that keeps none");
    }

    /** Whether the clock moves only when told. */
    boolean clockIsManual();

    /**
     * Moves a manual clock on.
     *
     * @return the new now, when all that was due has happened; fails with {@link BackendException}
     */
    CompletableFuture<Long> advanceTo(long millis);

    /**
     * Saves all that is acknowledged; completes when the snapshot is in force, or with {@link BackendException}.
     *
     * @param backupOrNull an absolute path: a directory, empty or missing, that gets a copy; null for none
     */
    default CompletableFuture<SnapshotDone> snapshot(Path backupOrNull) {
        return CompletableFuture.failedFuture(new BackendException(
                BackendException.Kind.BAD_REQUEST,
                "snapshot: found a server that keeps nothing on a disk, expected one started with --data DIR"));
    }
}
