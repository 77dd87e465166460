package io.muster.index;

import io.muster.index.rule.RuleException;

/** What became of one command. Belongs to the caller, is overwritten by each {@link Engine#apply}. */
public final class Outcome {
    /** Why a command was refused. */
    public enum Kind {
        ACCEPTED,
        /** A field of a record has a value that can't be taken; {@link #field()} names it. */
        BAD_FIELD,
        /** A rule does not parse or does not fit; {@link #rule()} says where. */
        BAD_RULE,
        UNKNOWN_WORKSPACE,
        UNKNOWN_SEGMENT,
        /** A workspace or segment of that name, or a field of that name with another type, is there already. */
        NAME_TAKEN,
        /** Something else refers to it. */
        IN_USE,
        /** Another definition of the workspace is on its way into force; try again when it is. */
        BUILDING,
        /** A bound of the engine is reached. */
        LIMIT,
        /** It is not what the command expects it to be: another has changed it. */
        CHANGED
    }

    private Kind kind = Kind.ACCEPTED;
    private int id;
    private String field;
    private String reason;
    private RuleException rule;

    public Kind kind() {
        return kind;
    }

    public boolean accepted() {
        return kind == Kind.ACCEPTED;
    }

    /**
     * The workspace or segment that a definition command made or changed; of a declared field, whether it is new (see
     * {@link io.muster.index.workspace.FieldDeclarations#DECLARED_NOW}).
     */
    public int id() {
        return id;
    }

    /** The record's field as its JSON names it, {@code items[2].price}; null unless {@link Kind#BAD_FIELD}. */
    public String field() {
        return field;
    }

    /** What was found and what was expected; null if accepted. */
    public String reason() {
        return reason;
    }

    /** Where the rule is wrong; null unless {@link Kind#BAD_RULE}. */
    public RuleException rule() {
        return rule;
    }

    public void accept(int newId) {
        set(Kind.ACCEPTED, null, null, null);
        id = newId;
    }

    public void refuse(Kind newKind, String newReason) {
        set(newKind, null, newReason, null);
    }

    public void refuseField(String newField, String newReason) {
        set(Kind.BAD_FIELD, newField, newReason, null);
    }

    public void refuseRule(RuleException exception) {
        set(Kind.BAD_RULE, null, exception.getMessage(), exception);
    }

    private void set(Kind newKind, String newField, String newReason, RuleException newRule) {
        kind = newKind;
        id = 0;
        field = newField;
        reason = newReason;
        rule = newRule;
    }
}
