package io.muster.server.pipeline;

import io.muster.index.Outcome;
import io.muster.index.rule.RuleException;

/**
 * A command of a batch that the engine did not take; it has its sequence all the same.
 *
 * @param index of the command in its batch, from 0
 * @param kind why; never {@link Outcome.Kind#ACCEPTED}
 * @param field the record's field as its JSON names it; null unless {@code kind} is BAD_FIELD
 * @param reason what was found and what was expected
 * @param rule where a rule is wrong; null unless {@code kind} is BAD_RULE
 */
public record Refusal(int index, Outcome.Kind kind, String field, String reason, RuleException rule) {
    static Refusal of(int index, Outcome outcome) {
        return new Refusal(index, outcome.kind(), outcome.field(), outcome.reason(), outcome.rule());
    }
}
