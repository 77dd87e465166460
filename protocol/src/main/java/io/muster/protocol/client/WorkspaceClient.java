package io.muster.protocol.client;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.client.answer.EditEffect;
import io.muster.protocol.client.answer.FieldInfo;
import io.muster.protocol.client.answer.MembershipUntil;
import io.muster.protocol.client.answer.Overlap;
import io.muster.protocol.client.answer.RecordEffect;
import io.muster.protocol.client.answer.SegmentVersion;
import io.muster.protocol.client.answer.Suggestion;
import io.muster.protocol.client.change.ChangePosition;
import io.muster.protocol.client.link.LinkInfo;
import io.muster.protocol.client.link.NewLink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;

/**
 * One workspace of a server. Every method may be called from any thread; failures are those of {@link MusterClient},
 * and {@link ErrorCode#UNKNOWN_WORKSPACE} where it is deleted meanwhile.
 */
public final class WorkspaceClient {
    private final Connection connection;
    private final WorkspaceInfo info;
    private final SlotNames slotNames;
    private final long minSequence;

    WorkspaceClient(Connection connection, WorkspaceInfo info) {
        this(connection, info, new SlotNames(connection, info.id()), 0);
    }

    private WorkspaceClient(Connection connection, WorkspaceInfo info, SlotNames slotNames, long minSequence) {
        this.connection = connection;
        this.info = info;
        this.slotNames = slotNames;
        this.minSequence = minSequence;
    }

    /** As it was when this client was made. */
    public WorkspaceInfo info() {
        return info;
    }

    /**
     * The same workspace, whose lookups are answered only when the server has come to {@code sequence}: give it
     * {@link AppendResult#lastSequence} to read your writes.
     */
    public WorkspaceClient atLeast(long sequence) {
        return new WorkspaceClient(connection, info, slotNames, sequence);
    }

    public SegmentList segments() {
        return slotNames.list(true);
    }

    /** The segment of that name. Throws {@link ErrorCode#UNKNOWN_SEGMENT} naming those there are. */
    public SegmentInfo segment(String name) {
        List<SegmentInfo> segments = segments().segments();
        for (SegmentInfo segment : segments) {
            if (segment.name().equals(name)) {
                return segment;
            }
        }
        String found = segments.isEmpty()
                ? "there is none yet"
                : "expected one of " + segments.stream().map(SegmentInfo::name).collect(Collectors.joining(", "));
        throw new MusterException(ErrorCode.UNKNOWN_SEGMENT, "segment: found '" + name + "', " + found);
    }

    /** Throws {@link ErrorCode#BAD_RULE} with line and column, {@link ErrorCode#NAME_TAKEN}. */
    public SegmentInfo createSegment(String name, String rule) {
        return connection.call(DefinitionRequests.createSegment(info.id(), name, rule));
    }

    /** What is null stays as it is. Throws as {@link #createSegment} does. */
    public SegmentInfo updateSegment(int id, String nameOrNull, String ruleOrNull) {
        return connection.call(DefinitionRequests.updateSegment(info.id(), id, nameOrNull, ruleOrNull));
    }

    /** Throws {@link ErrorCode#IN_USE} naming what refers to it. */
    public void deleteSegment(int id) {
        connection.call(DefinitionRequests.deleteSegment(info.id(), id));
    }

    /**
     * Makes a secret address at which whoever knows it gets the members of the segment over HTTP; for administrators of
     * the workspace. Throws {@link ErrorCode#BAD_REQUEST} where it has one and {@code replaces} is false.
     *
     * @param replaces whether one that it has is refused from then on
     */
    public NewLink makeLink(int segmentId, boolean replaces) {
        return connection.call(LinkRequests.make(info.id(), segmentId, replaces));
    }

    /** The segments that have a secret address, in the order in which those were made; for administrators. */
    public List<LinkInfo> links() {
        return connection.call(LinkRequests.list(info.id()));
    }

    /** The segment's secret address is refused from then on. Throws {@link ErrorCode#BAD_REQUEST} where it has none. */
    public void revokeLink(int segmentId) {
        connection.call(LinkRequests.revoke(info.id(), segmentId));
    }

    /** The definitions that the segment has and had, the first first. */
    public List<SegmentVersion> versions(int segmentId) {
        return VersionRequests.all(connection, info.id(), segmentId);
    }

    /** Takes up the rule of an older version again, as a new version. Throws as {@link #createSegment} does. */
    public SegmentInfo rollbackSegment(int id, int toVersion) {
        return connection.call(VersionRequests.rollback(info.id(), id, toVersion));
    }

    /** What another rule would do to the segment; nothing is changed. Throws {@link ErrorCode#BAD_RULE}. */
    public EditEffect tryUpdate(int segmentId, String rule) {
        return connection.call(RuleRequests.edit(info.id(), segmentId, rule));
    }

    /** How the segments overlap: the sizes of all their intersections. */
    public Overlap overlap(List<Integer> segmentIds) {
        return connection.call(RuleRequests.overlap(info.id(), segmentIds));
    }

    public Membership isMember(int segmentId, String customer) {
        return connection.call(isMemberRequest(segmentId, customer));
    }

    /** Waits only where the window is full. */
    public CompletableFuture<Membership> isMemberAsync(int segmentId, String customer) {
        return connection.send(isMemberRequest(segmentId, customer));
    }

    /**
     * Asks without waiting or allocating; for load generators and event loops. The handler is called exactly once if
     * this returns true.
     *
     * @param id external id, UTF-8; read before this returns
     * @param token comes back with the answer
     * @return false where the window is full or the connection lost: nothing was asked
     */
    public boolean tryIsMember(
            int segmentId, DirectBuffer id, int offset, int length, long token, MemberHandler handler) {
        return connection.tryIsMember(info.id(), segmentId, minSequence, id, offset, length, token, handler);
    }

    /** For each customer whether it is in the segment; false for one that is not known. */
    public boolean[] areMembers(int segmentId, List<String> customers) {
        List<CompletableFuture<boolean[]>> answers = new ArrayList<>();
        for (List<byte[]> part : CustomerBatches.of(customers)) {
            answers.add(connection.send(LookupRequests.areMembers(info.id(), segmentId, minSequence, part)));
        }
        return together(answers, customers.size());
    }

    /**
     * The same by ordinal, as {@link #ordinals} and an export as Roaring tell it: the server has no id to look for. A
     * customer keeps the ordinal for life, and nobody gets it afterwards; false for one that nobody has.
     */
    public boolean[] areMembers(int segmentId, int[] ordinals) {
        List<CompletableFuture<boolean[]>> answers = new ArrayList<>();
        for (int from = 0; from < ordinals.length; from += FrameDescriptor.MAX_GROUP_COUNT) {
            int length = Math.min(FrameDescriptor.MAX_GROUP_COUNT, ordinals.length - from);
            answers.add(connection.send(
                    LookupRequests.areMembers(info.id(), segmentId, minSequence, ordinals, from, length)));
        }
        return together(answers, ordinals.length);
    }

    private boolean[] together(List<CompletableFuture<boolean[]>> answers, int count) {
        boolean[] members = new boolean[count];
        int filled = 0;
        for (CompletableFuture<boolean[]> answer : answers) {
            boolean[] part = connection.await(answer);
            System.arraycopy(part, 0, members, filled, part.length);
            filled += part.length;
        }
        return members;
    }

    /** All segments of the customer. */
    public Memberships memberships(String customer) {
        return memberships(List.of(customer)).get(0);
    }

    /** All segments of each customer, in the order asked. */
    public List<Memberships> memberships(List<String> customers) {
        List<Memberships> memberships = new ArrayList<>(customers.size());
        for (List<byte[]> part : CustomerBatches.of(customers)) {
            int asked = memberships.size();
            memberships.addAll(slotNames.memberships(customers.subList(asked, asked + part.size()), part, minSequence));
        }
        return memberships;
    }

    /** The customers' ordinals, in the order asked; -1 for one that is not known. */
    public int[] ordinals(List<String> customers) {
        int[] ordinals = new int[customers.size()];
        int filled = 0;
        for (List<byte[]> part : CustomerBatches.of(customers)) {
            int[] answer = connection.call(LookupRequests.resolve(info.id(), minSequence, part));
            System.arraycopy(answer, 0, ordinals, filled, answer.length);
            filled += answer.length;
        }
        return ordinals;
    }

    /** How many customers are in the segment. */
    public long cardinality(int segmentId) {
        return connection.call(LookupRequests.cardinality(info.id(), segmentId, minSequence));
    }

    /** Whether the customer is in the segment, and until when that holds if no record comes. */
    public MembershipUntil memberUntil(int segmentId, String customer) {
        return connection.call(RuleRequests.memberUntil(info.id(), segmentId, customer, minSequence));
    }

    /** The size of a rule that is not saved. Throws {@link ErrorCode#BAD_RULE} with line and column. */
    public RuleCountInfo count(String rule) {
        return count(rule, 0);
    }

    /** As {@link #count(String)}, and at most {@code sampleSize} customers for whom it holds. */
    public RuleCountInfo count(String rule, int sampleSize) {
        return connection.call(RuleRequests.count(info.id(), rule, sampleSize));
    }

    /**
     * Why the customer is, or is not, in the segment, as a JSON object that the README of the protocol describes.
     * Throws {@link ErrorCode#UNKNOWN_CUSTOMER}.
     */
    public String explainJson(int segmentId, String customer) {
        return connection.call(RuleRequests.explain(info.id(), segmentId, customer));
    }

    /**
     * What a record would do if it came now; nothing is written. Throws {@link ErrorCode#BAD_REQUEST} where it would be
     * refused, with the column and a message that names the field.
     *
     * @param json one record
     */
    public RecordEffect tryRecord(String json) {
        return connection.call(RuleRequests.tryRecord(info.id(), json));
    }

    /**
     * Values that a field or parameter has had, the most frequent first.
     *
     * @param subject a field's name, or a parameter as {@code function.parameter}
     * @param prefix what they start with; empty for all
     * @param limit how many at most, from 1
     */
    public List<Suggestion> suggest(String subject, String prefix, int limit) {
        return connection.call(RuleRequests.suggest(info.id(), subject, prefix, limit));
    }

    /** The fields that rules may use, built-in ones first. */
    public List<FieldInfo> fields() {
        return connection.call(FieldRequests.list(info.id()));
    }

    /**
     * Types a custom field before a record brings it.
     *
     * @param path as it stands under {@code fields} in a record
     */
    public void declareField(String path, FieldInfo.Type type) {
        connection.call(FieldRequests.declare(info.id(), path, type));
    }

    /**
     * All that is known of a customer, as a JSON object with {@code id}, {@code ordinal}, {@code fields},
     * {@code custom} and {@code segments}. Throws {@link ErrorCode#UNKNOWN_CUSTOMER}.
     */
    public String customerJson(String id) {
        return connection.call(DataRequests.customer(info.id(), id));
    }

    /** As {@link #append(byte[], int, int, Durability, RecordOrigin)}, for records that happen now. */
    public AppendResult append(byte[] jsonLines, int offset, int length, Durability durability) {
        return append(jsonLines, offset, length, durability, RecordOrigin.LIVE);
    }

    /**
     * Puts records in and waits until they are as safe as {@code durability} says. At most a frame's worth, 16 MiB.
     *
     * @param jsonLines records, one a line, UTF-8
     */
    public AppendResult append(byte[] jsonLines, int offset, int length, Durability durability, RecordOrigin origin) {
        return connection.call(DataRequests.append(info.id(), jsonLines, offset, length, durability, origin));
    }

    /** As {@link #appendAsync(byte[], int, int, Durability, RecordOrigin)}, for records that happen now. */
    public CompletableFuture<AppendResult> appendAsync(
            byte[] jsonLines, int offset, int length, Durability durability) {
        return appendAsync(jsonLines, offset, length, durability, RecordOrigin.LIVE);
    }

    /** As {@link #append}, but waits only where the window is full. The bytes are read before this returns. */
    public CompletableFuture<AppendResult> appendAsync(
            byte[] jsonLines, int offset, int length, Durability durability, RecordOrigin origin) {
        return connection.send(DataRequests.append(info.id(), jsonLines, offset, length, durability, origin));
    }

    /**
     * Writes the segment's members to {@code target} as they come, over a connection of its own, so that a slow target
     * delays nothing else. The target is neither flushed nor closed.
     *
     * @return the sequence that the members are of: changes of later ones, from {@link #changes} with the position
     *     after it, bring them up to date
     */
    public long export(int segmentId, ExportFormat format, OutputStream target) throws IOException {
        return MembersStream.copy(connection.options(), info.id(), segmentId, format, target);
    }

    /**
     * Follows the changes of membership over a connection of its own.
     *
     * @param segmentId 0 for all of the workspace
     * @param from where to begin; throws {@link ErrorCode#GONE} where that is no longer retained, naming the oldest,
     *     and {@link ErrorCode#BAD_REQUEST} where the server has not come so far
     */
    public ChangeStream changes(int segmentId, ChangePosition from) {
        return ChangeStream.open(connection.options(), info.id(), segmentId, from);
    }

    private Request<Membership> isMemberRequest(int segmentId, String customer) {
        return LookupRequests.isMember(info.id(), segmentId, minSequence, WireText.shortText("customer", customer));
    }
}
