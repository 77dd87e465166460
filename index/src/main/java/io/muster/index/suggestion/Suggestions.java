package io.muster.index.suggestion;

import io.muster.index.answer.Suggestion;
import io.muster.index.field.BooleanField;
import io.muster.index.field.Field;
import io.muster.index.field.ListField;
import io.muster.index.field.TextField;
import io.muster.index.workspace.WorkspaceState;
import java.util.List;
import java.util.Map;

/**
 * Suggests values. Those of fields are counted exactly, over all customers; those of parameters over the latest events,
 * see {@link HistoryValues}. The engine's thread; text of ten million customers takes some ten milliseconds, all else
 * less.
 */
public final class Suggestions {
    /** How many are given at most, however many are asked for. */
    public static final int MOST = 1_000;

    private final WorkspaceState state;
    private final Subjects subjects;

    public Suggestions(WorkspaceState state) {
        this.state = state;
        subjects = new Subjects(state.schema);
    }

    /**
     * Values of the subject that start with the prefix, most frequent first, of equally frequent ones by text.
     *
     * @param subject a field ({@code customer_tags}, {@code field.plan}) or a function's parameter
     *     ({@code products_purchased.vendor}, {@code event('quiz').plan})
     * @param prefix compared without regard to case; empty for all
     * @param limit at least 1; no more than {@link #MOST} are given
     * @throws io.muster.index.rule.RuleException if there is no such subject, or if it has no values to suggest
     */
    public List<Suggestion> suggest(String subject, String prefix, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: found " + limit + ", expected 1 or more");
        }
        Ranking ranking = new Ranking(prefix, Math.min(limit, MOST));
        switch (subjects.find(subject)) {
            case Subject.OfField ofField -> rank(ofField.field(), ranking);
            case Subject.OfParameter parameter -> rank(new HistoryValues(state).count(parameter), ranking);
        }
        return ranking.best();
    }

    private static void rank(Field field, Ranking ranking) {
        switch (field) {
            case TextField text -> {
                int[] counts = text.counts();
                for (int valueId = 1; valueId < counts.length; valueId++) {
                    ranking.add(valueId, counts[valueId]);
                }
                ranking.rank(text::text);
            }
            case ListField list -> {
                for (int valueId = 1; valueId <= list.values(); valueId++) {
                    ranking.add(valueId, list.count(valueId));
                }
                ranking.rank(list::text);
            }
            case BooleanField flag -> {
                ranking.add(0, flag.count(false));
                ranking.add(1, flag.count(true));
                ranking.rank(number -> Boolean.toString(number == 1));
            }
            default -> throw new IllegalStateException("field: found " + field.kind() + ", expected one with values");
        }
    }

    private static void rank(Map<String, Integer> counts, Ranking ranking) {
        List<String> texts = List.copyOf(counts.keySet());
        for (int i = 0; i < texts.size(); i++) {
            ranking.add(i, counts.get(texts.get(i)));
        }
        ranking.rank(texts::get);
    }
}
