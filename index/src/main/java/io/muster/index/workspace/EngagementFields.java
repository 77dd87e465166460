package io.muster.index.workspace;

import io.muster.index.column.Dictionary;
import io.muster.index.field.LongField;
import io.muster.index.field.Schema;
import io.muster.index.history.Events;

/** The fields that e-mail and SMS events give a customer. One thread. */
final class EngagementFields {
    private final Schema schema;
    private final Events events;
    private final Subscriptions subscriptions;
    private final int emailOpened;
    private final int emailClicked;
    private final int emailSubscribed;
    private final int emailUnsubscribed;
    private final int smsSubscribed;
    private final int smsUnsubscribed;

    EngagementFields(WorkspaceState state, Subscriptions subscriptions) {
        schema = state.schema;
        events = state.events;
        this.subscriptions = subscriptions;
        emailOpened = kind(state.eventNames, "email.opened");
        emailClicked = kind(state.eventNames, "email.clicked");
        emailSubscribed = kind(state.eventNames, "email.subscribed");
        emailUnsubscribed = kind(state.eventNames, "email.unsubscribed");
        smsSubscribed = kind(state.eventNames, "sms.subscribed");
        smsUnsubscribed = kind(state.eventNames, "sms.unsubscribed");
    }

    /** The kind of row that the name of an event stands for. */
    static int kind(Dictionary names, String name) {
        return Events.kindOf(names.intern(name));
    }

    /** An event has been added. */
    void added(int ordinal, int kind, long timeMillis) {
        if (kind == emailOpened) {
            schema.lastEmailOpenedDate.set(ordinal, Math.max(schema.lastEmailOpenedDate.get(ordinal), timeMillis));
            engage(ordinal);
        } else if (kind == emailClicked) {
            schema.lastEmailClickedDate.set(ordinal, Math.max(schema.lastEmailClickedDate.get(ordinal), timeMillis));
            engage(ordinal);
        } else if (kind == emailSubscribed) {
            subscriptions.happened(ordinal, schema.emailSubscriptionStatus, "subscribed", timeMillis);
        } else if (kind == emailUnsubscribed) {
            subscriptions.happened(ordinal, schema.emailSubscriptionStatus, "unsubscribed", timeMillis);
        } else if (kind == smsSubscribed) {
            subscriptions.happened(ordinal, schema.smsSubscriptionStatus, "subscribed", timeMillis);
        } else if (kind == smsUnsubscribed) {
            subscriptions.happened(ordinal, schema.smsSubscriptionStatus, "unsubscribed", timeMillis);
        }
    }

    /** An event of that kind has been taken back: computes the dates again from the customer's history. */
    void removed(int ordinal, int kind) {
        if (kind == emailOpened) {
            schema.lastEmailOpenedDate.set(ordinal, newest(ordinal, kind));
            engage(ordinal);
        } else if (kind == emailClicked) {
            schema.lastEmailClickedDate.set(ordinal, newest(ordinal, kind));
            engage(ordinal);
        }
    }

    private void engage(int ordinal) {
        schema.lastEngagedDate.set(
                ordinal, Math.max(schema.lastEmailOpenedDate.get(ordinal), schema.lastEmailClickedDate.get(ordinal)));
    }

    private long newest(int ordinal, int kind) {
        long newest = LongField.MISSING;
        for (int row = events.newest(ordinal); row != Events.NONE; row = events.previous(row)) {
            if (events.kind(row) == kind) {
                newest = Math.max(newest, events.timeMillis(row));
            }
        }
        return newest;
    }
}
