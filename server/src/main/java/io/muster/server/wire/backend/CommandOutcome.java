package io.muster.server.wire.backend;

import io.muster.index.Outcome;
import io.muster.index.rule.RuleException;

/**
 * What became of one command.
 *
 * @param sequence of the command
 * @param kind accepted, or why not
 * @param id of the workspace or segment that it made or changed
 * @param reason what was found and what was expected; null if accepted
 * @param rule where the rule is wrong; null unless that is why
 * @param failure why the command was not carried out at all; null if it was
 */
public record CommandOutcome(
        long sequence, Outcome.Kind kind, int id, String reason, RuleException rule, BackendException failure) {
    /** A command that was taken. */
    public static CommandOutcome accepted(long sequence, int id) {
        return new CommandOutcome(sequence, Outcome.Kind.ACCEPTED, id, null, null, null);
    }

    /** A command that the engine refused. */
    public static CommandOutcome refused(long sequence, Outcome.Kind kind, String reason, RuleException rule) {
        return new CommandOutcome(sequence, kind, 0, reason, rule, null);
    }

    /** A command that was not carried out. */
    public static CommandOutcome failed(BackendException failure) {
        return new CommandOutcome(0, null, 0, null, null, failure);
    }
}
