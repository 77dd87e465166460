package io.muster.index.explain;

import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.CriterionSource;
import io.muster.index.criterion.RangeSet;
import io.muster.index.field.AverageField;
import io.muster.index.field.AverageRange;
import io.muster.index.field.BooleanField;
import io.muster.index.field.DateField;
import io.muster.index.field.ListField;
import io.muster.index.field.ListPredicate;
import io.muster.index.field.NumberField;
import io.muster.index.field.Schema;
import io.muster.index.field.TextField;
import io.muster.index.field.TextPredicate;
import io.muster.index.function.EventFunction;
import io.muster.index.function.EventFunctions;
import io.muster.index.function.PickedEvents;
import io.muster.index.place.Places;
import io.muster.index.segment.FunctionCompiler;
import io.muster.index.segment.Node;
import io.muster.index.time.EngineTime;
import io.muster.index.time.LocalDays;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Groups conditions by what they look at. A value of a list is a subject by itself unless it is also asked whether the
 * list has any; so is each function. One thread.
 */
final class Subjects {
    private final FieldSubjects fields;
    private final DateSubjects dates;
    private final FunctionCompiler.History history;

    Subjects(Schema schema, LocalDays days, EngineTime time, FunctionCompiler.History history) {
        fields = new FieldSubjects(schema);
        dates = new DateSubjects(schema, days, time, history.abandonmentMillis());
        this.history = history;
    }

    /**
     * The subjects of some conditions as they are now. Those that are functions can be had when the customer's events
     * are arranged, and are of the same moment.
     *
     * @param conditions by number
     * @param truths which of them hold; of functions that must be known only when the subjects are had
     */
    List<Supplier<Subject>> of(
            List<Node.Leaf> conditions, byte[] truths, int ordinal, Function<Criterion, PickedEvents> counting) {
        Map<CriterionSource, List<Integer>> bySource = new LinkedHashMap<>();
        for (int i = 0; i < conditions.size(); i++) {
            bySource.computeIfAbsent(conditions.get(i).source(), source -> new ArrayList<>())
                    .add(i);
        }
        List<Supplier<Subject>> subjects = new ArrayList<>();
        bySource.forEach((source, numbers) -> {
            if (source instanceof EventFunctions) {
                for (int number : numbers) {
                    Criterion criterion = conditions.get(number).criterion();
                    subjects.add(() -> function(counting.apply(criterion), criterion, number, truths[number] > 0));
                }
            } else {
                List<Subject> now = new ArrayList<>();
                add(source, numbers, conditions, truths, ordinal, now);
                now.forEach(subject -> subjects.add(() -> subject));
            }
        });
        return subjects;
    }

    private void add(
            CriterionSource source,
            List<Integer> numbers,
            List<Node.Leaf> conditions,
            byte[] truths,
            int ordinal,
            List<Subject> subjects) {
        int[] indices = numbers.stream().mapToInt(Integer::intValue).toArray();
        List<Object> asked = numbers.stream()
                .map(number -> conditions.get(number).criterion().predicate())
                .toList();
        switch (source) {
            case NumberField field -> subjects.add(fields.number(field, ordinal, indices, cast(asked, RangeSet.class)));
            case AverageField field ->
                subjects.add(fields.average(field, ordinal, indices, cast(asked, AverageRange.class)));
            case BooleanField field ->
                subjects.add(fields.bool(field, ordinal, indices, cast(asked, BooleanField.Predicate.class)));
            case DateField field -> subjects.add(dates.of(field, ordinal, indices, asked));
            case TextField field ->
                subjects.add(TextSubjects.text(field, ordinal, indices, cast(asked, TextPredicate.class)));
            case ListField field ->
                addList(field, ordinal, indices, cast(asked, ListPredicate.class), truths, subjects);
            case Places places -> {
                for (int number : indices) {
                    Criterion criterion = conditions.get(number).criterion();
                    subjects.add(place(places, criterion, number, truths[number] > 0, ordinal));
                }
            }
            default -> {
                for (int number : indices) {
                    subjects.add(other(conditions.get(number).criterion(), number, truths[number] > 0));
                }
            }
        }
    }

    private static void addList(
            ListField field,
            int ordinal,
            int[] conditions,
            List<ListPredicate> asked,
            byte[] truths,
            List<Subject> subjects) {
        if (asked.stream().anyMatch(ListPredicate.Present.class::isInstance)) {
            subjects.add(TextSubjects.list(field, ordinal, conditions, asked, i -> truths[conditions[i]] > 0));
            return;
        }
        for (int i = 0; i < conditions.length; i++) {
            ListPredicate.Has has = (ListPredicate.Has) asked.get(i);
            subjects.add(TextSubjects.listed(field, ordinal, conditions[i], has, truths[conditions[i]] > 0));
        }
    }

    private Subject function(PickedEvents events, Criterion criterion, int number, boolean holds) {
        FunctionWords words = new FunctionWords(events, events.kind(), history.names());
        String to = holds ? words.toFail() : words.toHold();
        Alternatives alternatives = new Alternatives(1, i -> holds);
        if (to != null) {
            alternatives.add(to, i -> !holds);
        }
        String name = ((EventFunction) criterion.predicate()).text();
        return new Subject(name, words.summary(), new int[] {number}, alternatives.list(), true);
    }

    private static Subject place(Places places, Criterion criterion, int number, boolean holds, int ordinal) {
        Alternatives alternatives = new Alternatives(1, i -> holds);
        alternatives.add(holds ? "another distance" : "a distance as asked", i -> !holds);
        String distance = Wording.distance(places, criterion, ordinal);
        return new Subject("customer_within_distance", distance, new int[] {number}, alternatives.list(), true);
    }

    /** Of a kind that nothing more is known of. */
    private static Subject other(Criterion criterion, int number, boolean holds) {
        Alternatives alternatives = new Alternatives(1, i -> holds);
        alternatives.add(holds ? "not as asked" : "as asked", i -> !holds);
        String name = criterion.predicate().toString();
        return new Subject(name, holds ? "as asked" : "not as asked", new int[] {number}, alternatives.list(), true);
    }

    private static <T> List<T> cast(List<Object> predicates, Class<T> type) {
        return predicates.stream().map(type::cast).toList();
    }
}
