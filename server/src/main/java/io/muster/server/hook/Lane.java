package io.muster.server.hook;

import io.muster.server.change.ChangeCursor;
import io.muster.server.change.ChangeLog;
import io.muster.server.change.ChangePlace;
import io.muster.server.change.ChangesGoneException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A webhook at work: where it is, and what it does. The delivery's thread; status: any.
 *
 * <p>It holds a cursor only while it has its turn, and a call's body only while that is under way: one that waits for
 * its next try costs nothing, and what it then sends is read anew.
 */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /** What it does. */
    enum State {
        /** All it wants was delivered, as far as the tail has come. */
        IDLE,
        /** It waits for its turn. */
        READY,
        /** It has its turn. */
        CALLING,
        /** It waits for its next try. */
        RESTING,
        /** It was deleted. */
        ENDED
    }

    private final LaneHealth health = new LaneHealth();
    private volatile Webhook webhook;
    private volatile HookPlace place;
    private volatile State state = State.IDLE;
    private ChangePlace hintOrNull;
    private ChangeCursor cursor;
    private volatile HookPlace missedFromOrNull;
    private int turns;
    private boolean news;

    Lane(Webhook webhook, HookPlace place) {
        this.webhook = webhook;
        this.place = place;
    }

    Webhook webhook() {
        return webhook;
    }

    void webhook(Webhook changed) {
        webhook = changed;
    }

    State state() {
        return state;
    }

    LaneHealth health() {
        return health;
    }

    /** What is before was delivered; where it is idle, all is that the tail has passed. */
    HookPlace place() {
        return place;
    }

    /** Where it has to begin after a restart, if the tail has come to {@code tail}. */
    HookPlace placeToKeep(HookPlace tail) {
        if (missedFromOrNull != null) {
            return missedFromOrNull;
        }
        return state == State.IDLE && tail.compareTo(place) > 0 ? tail : place;
    }

    /** From where on changes were not retained, which it is to be told; null where there is nothing to tell. */
    HookPlace missedFromOrNull() {
        return missedFromOrNull;
    }

    /** Whether the change that a cursor stands at is the first after a rest that it wants. */
    boolean isCalledBy(ChangeCursor tail) {
        return state == State.IDLE
                && webhook.spec().wants(tail.entered())
                && new HookPlace(tail.sequence(), tail.index()).compareTo(place) >= 0;
    }

    /** There is a change for it, at which {@code tail} stands. */
    void call(ChangeCursor tail) {
        place = new HookPlace(tail.sequence(), tail.index());
        hintOrNull = tail.place();
        state = State.READY;
    }

    /** It waits for a turn. */
    void queue() {
        closeCursor();
        state = State.READY;
    }

    /** Its turn comes. */
    void begin() {
        turns = 0;
        state = State.CALLING;
    }

    /** How many calls of this turn were taken. */
    int turns() {
        return turns;
    }

    /** Its cursor, at what comes next. */
    ChangeCursor cursor(ChangeLog log) throws ChangesGoneException {
        if (cursor == null) {
            cursor =
                    log.follow(webhook.workspaceId(), webhook.segmentId(), place.sequence(), place.index(), hintOrNull);
        }
        return cursor;
    }

    /** Whether it has come further since its place was kept, by what it delivered. */
    boolean hasNews() {
        return news;
    }

    void newsKept() {
        news = false;
    }

    /** What is before {@code next} was taken. */
    void delivered(HookPlace next, ChangePlace hint) {
        turns++;
        news = true;
        place = next;
        hintOrNull = hint;
    }

    /** It was told what it has missed. */
    void told() {
        turns++;
        news = true;
        missedFromOrNull = null;
    }

    /** It has passed over what it does not want. */
    void passed(long sequence) {
        if (place.sequence() <= sequence) {
            place = HookPlace.at(sequence + 1);
            hintOrNull = null;
        }
    }

    /** Changes before {@code oldestSequence} are not retained any more. */
    void missed(long oldestSequence) {
        missedFromOrNull = missedFromOrNull == null ? place : missedFromOrNull;
        place = HookPlace.at(oldestSequence);
        hintOrNull = null;
        health.missed();
        closeCursor();
        LOG.warn(
                "{}: changes from {} on are not retained any more, it goes on from {}",
                webhook,
                missedFromOrNull,
                place);
    }

    void rest() {
        closeCursor();
        state = State.RESTING;
    }

    void idle() {
        closeCursor();
        state = State.IDLE;
    }

    void end() {
        closeCursor();
        state = State.ENDED;
    }

    private void closeCursor() {
        ChangeCursor closing = cursor;
        cursor = null;
        if (closing != null) {
            closing.close();
        }
    }
}
