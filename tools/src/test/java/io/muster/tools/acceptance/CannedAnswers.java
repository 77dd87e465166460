package io.muster.tools.acceptance;

import io.muster.index.SlowAnswer;
import io.muster.index.answer.EditEffect;
import io.muster.index.answer.ExplainedPart;
import io.muster.index.answer.Explanation;
import io.muster.index.answer.FieldEntry;
import io.muster.index.answer.MembershipUntil;
import io.muster.index.answer.RecordEffect;
import io.muster.index.answer.RuleCount;
import io.muster.index.answer.RulePart;
import io.muster.index.answer.SegmentVersion;
import io.muster.index.answer.SmallestChange;
import io.muster.index.answer.Suggestion;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import io.muster.server.wire.backend.EngineQuestions;
import java.time.Instant;
import java.util.List;
import org.agrona.DirectBuffer;

/** Answers about rules, always the same. */
abstract class CannedAnswers implements EngineQuestions {
    static final long NOW_MILLIS = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
    static final long UNTIL_MILLIS = Instant.parse("2026-06-20T22:00:00.001Z").toEpochMilli();

    private static final ExplainedPart.CountedEvent ORDER =
            new ExplainedPart.CountedEvent("order", "o-1", NOW_MILLIS - 1_000, "amount 129.90");
    private static final ExplainedPart ENGAGED = new ExplainedPart(
            RulePart.Kind.CONDITION,
            "last_engaged_date >= now - 30d",
            1,
            5,
            true,
            Explanation.NEVER,
            null,
            List.of(),
            0,
            "false for want of a value",
            List.of());

    static final RuleCount COUNT = new RuleCount(
            17,
            new RulePart(
                    RulePart.Kind.AND,
                    "a = 1 AND (b = 2 OR NOT c = 3)",
                    1,
                    1,
                    17,
                    List.of(
                            condition("a = 1", 1, 1_020),
                            new RulePart(
                                    RulePart.Kind.OR,
                                    "b = 2 OR NOT c = 3",
                                    1,
                                    12,
                                    30,
                                    List.of(
                                            condition("b = 2", 12, 4),
                                            new RulePart(
                                                    RulePart.Kind.NOT,
                                                    "NOT c = 3",
                                                    1,
                                                    21,
                                                    29,
                                                    List.of(condition("c = 3", 25, 5))))))),
            List.of("c-1", "c-2", "c-3", "c-4", "c-5", "c-6"));

    @Override
    public SlowAnswer<Explanation> explain(int workspaceId, int segmentId, String customer) {
        Explanation explanation = explanation(customer);
        return explanation == null ? null : SlowAnswer.of(explanation);
    }

    private static Explanation explanation(String customer) {
        if (customer.equals("nobody")) {
            return null;
        }
        ExplainedPart orders = new ExplainedPart(
                RulePart.Kind.CONDITION,
                "orders_placed MATCHES (date >= now - 30d)",
                2,
                5,
                true,
                UNTIL_MILLIS,
                "2 orders",
                List.of(ORDER),
                2,
                null,
                List.of());
        ExplainedPart not = new ExplainedPart(
                RulePart.Kind.NOT,
                "NOT last_engaged_date >= now - 30d",
                1,
                1,
                false,
                Explanation.NEVER,
                null,
                List.of(),
                0,
                null,
                List.of(ENGAGED));
        ExplainedPart whole = new ExplainedPart(
                RulePart.Kind.OR, "...", 1, 1, true, UNTIL_MILLIS, null, List.of(), 0, null, List.of(not, orders));
        return new Explanation(
                "New customers",
                1,
                "...",
                customer,
                true,
                UNTIL_MILLIS,
                true,
                whole,
                new SmallestChange(
                        true, true, List.of(new SmallestChange.Step("orders_placed MATCHES (...)", "2", "none"))));
    }

    @Override
    public SlowAnswer<MembershipUntil> until(int workspaceId, int segmentId, String customer) {
        return SlowAnswer.of(membershipUntil(customer));
    }

    private static MembershipUntil membershipUntil(String customer) {
        return switch (customer) {
            case "ana" -> new MembershipUntil(true, true, UNTIL_MILLIS);
            case "bo" -> new MembershipUntil(true, false, Explanation.NEVER);
            default -> new MembershipUntil(false, false, Explanation.NEVER);
        };
    }

    @Override
    public List<SegmentVersion> versions(int workspaceId, int segmentId) {
        return List.of(
                new SegmentVersion(1, "number_of_orders > 3", NOW_MILLIS, 0),
                new SegmentVersion(2, "number_of_orders > 4", NOW_MILLIS + 1_000, 0),
                new SegmentVersion(3, "number_of_orders > 3", NOW_MILLIS + 2_000, 1));
    }

    @Override
    public SlowAnswer<RecordEffect> whatIf(int workspaceId, DirectBuffer command, int offset, int length) {
        return SlowAnswer.of(effect(command, offset, length));
    }

    private static RecordEffect effect(DirectBuffer command, int offset, int length) {
        CommandReader reader = new CommandReader().wrap(command, offset, length);
        reader.seek(Tag.CUSTOMER);
        String customer = reader.text();
        return customer.equals("bo")
                ? new RecordEffect(null, List.of(new RecordEffect.CustomerEffect("bo", List.of(), List.of())))
                : new RecordEffect(
                        null,
                        List.of(new RecordEffect.CustomerEffect(
                                customer, List.of("Frequent buyers", "Loyal"), List.of("New customers"))));
    }

    @Override
    public List<Suggestion> suggest(int workspaceId, String subject, String prefix, int limit) {
        return List.of(new Suggestion(prefix + "ip", 1_204), new Suggestion(subject, limit));
    }

    @Override
    public SlowAnswer<EditEffect> edit(int workspaceId, int segmentId, String rule) {
        return SlowAnswer.of(new EditEffect(1_000, 1_001, 3, 2, 998, List.of("c-1", "c-2"), List.of("c-3"), List.of()));
    }

    @Override
    public List<FieldEntry> fields(int workspaceId) {
        return List.of(
                new FieldEntry("number_of_orders", FieldEntry.Type.NUMBER, FieldEntry.Origin.BUILT_IN),
                new FieldEntry("field.plan", FieldEntry.Type.TEXT, FieldEntry.Origin.FIRST_SEEN));
    }

    private static RulePart condition(String text, int column, long count) {
        return new RulePart(RulePart.Kind.CONDITION, text, 1, column, count, List.of());
    }
}
