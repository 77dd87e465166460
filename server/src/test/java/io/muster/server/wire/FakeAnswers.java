package io.muster.server.wire;

import io.muster.index.SlowAnswer;
import io.muster.index.answer.EditEffect;
import io.muster.index.answer.ExplainedPart;
import io.muster.index.answer.Explanation;
import io.muster.index.answer.FieldEntry;
import io.muster.index.answer.MembershipUntil;
import io.muster.index.answer.RecordEffect;
import io.muster.index.answer.RulePart;
import io.muster.index.answer.SegmentVersion;
import io.muster.index.answer.SmallestChange;
import io.muster.index.answer.Suggestion;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import io.muster.index.rule.RuleException;
import io.muster.index.rule.Span;
import io.muster.server.wire.backend.EngineQuestions;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;

/** Answers about rules that depend on the question, and on nothing else. */
abstract class FakeAnswers implements EngineQuestions {
    static final long UNTIL_MILLIS = 1_800_000_000_123L;

    /** Versions the segment {@code third} has had, each with a rule of so many characters. */
    volatile int versionRuleCharacters = 10;

    @Override
    public SlowAnswer<Explanation> explain(int workspaceId, int segmentId, String customer) {
        Explanation explanation = explanation(customer);
        return explanation == null ? null : SlowAnswer.of(explanation);
    }

    private static Explanation explanation(String customer) {
        if (!customer.startsWith("c-")) {
            return null;
        }
        ExplainedPart.CountedEvent event = new ExplainedPart.CountedEvent("order", "o-1", 0, "amount 129.90");
        ExplainedPart first = new ExplainedPart(
                RulePart.Kind.CONDITION, "a > 'ž'", 1, 1, true, UNTIL_MILLIS, "2", List.of(event), 1, null, List.of());
        ExplainedPart second = new ExplainedPart(
                RulePart.Kind.CONDITION,
                "b = 1",
                1,
                13,
                false,
                Explanation.NEVER,
                null,
                List.of(),
                0,
                "no b",
                List.of());
        ExplainedPart whole = new ExplainedPart(
                RulePart.Kind.OR,
                "a > 'ž' OR b = 1",
                1,
                1,
                true,
                UNTIL_MILLIS,
                null,
                List.of(),
                0,
                null,
                List.of(first, second));
        SmallestChange change =
                new SmallestChange(true, false, List.of(new SmallestChange.Step("a", "2", "at most 'ž'")));
        return new Explanation("third", 4, "a > 'ž' OR b = 1", customer, true, UNTIL_MILLIS, false, whole, change);
    }

    @Override
    public SlowAnswer<MembershipUntil> until(int workspaceId, int segmentId, String customer) {
        return SlowAnswer.of(membershipUntil(customer));
    }

    private static MembershipUntil membershipUntil(String customer) {
        boolean known = customer.startsWith("c-");
        return new MembershipUntil(
                known, customer.equals("c-1"), customer.equals("c-1") ? UNTIL_MILLIS : Explanation.NEVER);
    }

    @Override
    public List<SegmentVersion> versions(int workspaceId, int segmentId) {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(i -> new SegmentVersion(i, "č".repeat(versionRuleCharacters) + i, 1_000L * i, i == 4 ? 2 : 0))
                .toList();
    }

    @Override
    public SlowAnswer<RecordEffect> whatIf(int workspaceId, DirectBuffer command, int offset, int length) {
        return SlowAnswer.of(effect(command, offset, length));
    }

    private static RecordEffect effect(DirectBuffer command, int offset, int length) {
        CommandReader reader = new CommandReader().wrap(command, offset, length);
        String customer = reader.seek(Tag.CUSTOMER) ? reader.text() : "";
        return customer.equals("late")
                ? new RecordEffect("time: found later than now, expected earlier", List.of())
                : new RecordEffect(
                        null,
                        List.of(
                                new RecordEffect.CustomerEffect(customer, List.of("odd", "žuti"), List.of()),
                                new RecordEffect.CustomerEffect("other", List.of(), List.of("third"))));
    }

    @Override
    public List<Suggestion> suggest(int workspaceId, String subject, String prefix, int limit) {
        if (subject.equals("?")) {
            throw new RuleException(new Span(0, 1, 1, 1), "'?'", "a field");
        }
        return List.of(new Suggestion(prefix + "č", limit), new Suggestion(subject, 1));
    }

    @Override
    public SlowAnswer<EditEffect> edit(int workspaceId, int segmentId, String rule) {
        if (rule.equals("?")) {
            throw new RuleException(new Span(0, 1, 3, 5), "'?'", "a condition");
        }
        return SlowAnswer.of(new EditEffect(5, 6, 3, 2, 3, List.of("c-1", "č-2"), List.of(), List.of("c-3")));
    }

    @Override
    public List<FieldEntry> fields(int workspaceId) {
        return List.of(
                new FieldEntry("number_of_orders", FieldEntry.Type.NUMBER, FieldEntry.Origin.BUILT_IN),
                new FieldEntry("field.shoe_size", FieldEntry.Type.LIST, FieldEntry.Origin.DECLARED),
                new FieldEntry("field.plan", FieldEntry.Type.TEXT, FieldEntry.Origin.FIRST_SEEN));
    }
}
