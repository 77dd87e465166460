package io.muster.server.pipeline;

import static org.agrona.BitUtil.SIZE_OF_INT;

import io.muster.index.record.CommandWriter;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Commands that go through the pipeline together, and afterwards what became of them. The bytes stand as the journal
 * keeps them: per command its length (4, little-endian), then the command.
 *
 * <p>Belongs to one thread at a time: to the caller until {@link Pipeline#submit} returns true, to the pipeline until
 * {@link Completion#onCompleted}, then to the caller again, who may {@link #clear} and fill it anew.
 *
 * <p>To fill: {@link #begin}, write the fields, {@link #end}. A command that was begun and not ended is forgotten by
 * the next {@code begin}.
 */
public final class CommandBatch {
    private static final int INITIAL_LENGTH = 512;
    private static final long NO_CLOCK = Long.MIN_VALUE;

    private final ExpandableArrayBuffer buffer;
    private final CommandWriter writer;
    private final List<Refusal> refusals = new ArrayList<>(0);
    private Completion completion;
    private int count;
    private int lengthBytes;
    private long firstSequence;
    private long lastSequence;
    private long engineNs;
    private long appliedNs;
    private int id;
    private String failure;
    private boolean submitted;
    private boolean untilDone;
    private boolean rollsJournal;
    private long clockMillis = NO_CLOCK;
    private Durability durability = Durability.DISK;

    /** An empty batch. {@code completion} may be null. */
    public CommandBatch(Completion completion) {
        this(completion, INITIAL_LENGTH);
    }

    /** An empty batch with room for {@code initialLengthBytes}; it grows by itself. */
    public CommandBatch(Completion completion, int initialLengthBytes) {
        this.completion = completion;
        buffer = new ExpandableArrayBuffer(initialLengthBytes);
        writer = new CommandWriter(buffer);
    }

    /** A batch of one command that nobody waits for yet. */
    public static CommandBatch of(byte[] command) {
        return of(command, null);
    }

    /** A batch of one command. */
    public static CommandBatch of(byte[] command, Completion completion) {
        return new CommandBatch(completion, command.length + SIZE_OF_INT).add(command);
    }

    /** Sets who is told; before it is submitted. */
    public CommandBatch completion(Completion newCompletion) {
        completion = newCompletion;
        return this;
    }

    /** Starts a command after the last ended one. */
    public CommandWriter begin(int kind, int workspaceId) {
        return writer.begin(lengthBytes + SIZE_OF_INT, kind, workspaceId);
    }

    /** Keeps the command that was begun. */
    public CommandBatch end() {
        return keep(writer.length());
    }

    /** Adds a command as it stands. */
    public CommandBatch add(byte[] command) {
        buffer.putBytes(lengthBytes + SIZE_OF_INT, command);
        return keep(command.length);
    }

    /** Adds a command as it stands in {@code source}. */
    public CommandBatch add(DirectBuffer source, int offset, int length) {
        buffer.putBytes(lengthBytes + SIZE_OF_INT, source, offset, length);
        return keep(length);
    }

    /** Sets when it is acknowledged; before it is submitted. {@link Durability#DISK} where it is not set. */
    public CommandBatch durability(Durability newDurability) {
        durability = newDurability;
        return this;
    }

    /** When it is acknowledged. */
    public Durability durability() {
        return durability;
    }

    /** Empties it, results included; the completion stays. */
    public void clear() {
        durability = Durability.DISK;
        count = 0;
        lengthBytes = 0;
        clockMillis = NO_CLOCK;
        forgetResults();
    }

    /** How many commands it has. */
    public int count() {
        return count;
    }

    /** Length in bytes of the commands, each with the four bytes of its own length before it. */
    public int lengthBytes() {
        return lengthBytes;
    }

    /** The commands from offset 0 on, {@link #lengthBytes()} long. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** The sequence of its first command; 0 if it has failed before it got one. */
    public long firstSequence() {
        return firstSequence;
    }

    /**
     * The sequence of its last command; for an empty batch, of the command before. 0 if it has failed before it got
     * one.
     */
    public long lastSequence() {
        return lastSequence;
    }

    /** Why the batch is not acknowledged; null if it is. It may be applied or journaled in part or in whole even so. */
    public String failure() {
        return failure;
    }

    /** The commands that were refused, in order; empty if all were accepted. */
    public List<Refusal> refusals() {
        return refusals;
    }

    /** The workspace or segment made or changed by the last accepted command; 0 if none was. */
    public int id() {
        return id;
    }

    /** How long the engine had to do with it, nanoseconds; 0 unless it was applied. */
    public long engineNs() {
        return engineNs;
    }

    /** When it was applied, by {@link System#nanoTime}; of no meaning unless it was. */
    public long appliedNs() {
        return appliedNs;
    }

    void applied(long beganNs, long endedNs) {
        engineNs = endedNs - beganNs;
        appliedNs = endedNs;
    }

    void sequenced(long newFirstSequence) {
        firstSequence = newFirstSequence;
        lastSequence = newFirstSequence + count - 1;
    }

    /** Makes it the command that moves a manual clock. */
    CommandBatch movingClockTo(long millis) {
        clockMillis = millis;
        return this;
    }

    /** Makes it the door between two files of the journal: what comes after it stands in a new one. */
    CommandBatch rollingJournal() {
        rollsJournal = true;
        return this;
    }

    boolean rollsJournal() {
        return rollsJournal;
    }

    /** Its completion waits until the engine has done all the work that takes long. */
    public CommandBatch untilDone() {
        untilDone = true;
        return this;
    }

    boolean isUntilDone() {
        return untilDone;
    }

    boolean movesClock() {
        return clockMillis != NO_CLOCK;
    }

    long clockMillis() {
        return clockMillis;
    }

    void accepted(int newId) {
        id = newId;
    }

    void refused(Refusal refusal) {
        refusals.add(refusal);
    }

    void forgetResults() {
        firstSequence = 0;
        lastSequence = 0;
        engineNs = 0;
        id = 0;
        failure = null;
        refusals.clear();
    }

    /** Says that it came through the door and is counted there. */
    void submitted() {
        submitted = true;
    }

    boolean isSubmitted() {
        return submitted;
    }

    /** Says why it is not acknowledged. */
    public void fail(String reason) {
        failure = reason;
    }

    void complete(String newFailure) {
        failure = newFailure;
        if (completion != null) {
            completion.onCompleted(this);
        }
    }

    private CommandBatch keep(int length) {
        buffer.putInt(lengthBytes, length, ByteOrder.LITTLE_ENDIAN);
        lengthBytes += SIZE_OF_INT + length;
        count++;
        return this;
    }
}
