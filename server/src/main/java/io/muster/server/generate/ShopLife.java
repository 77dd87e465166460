package io.muster.server.generate;

import java.util.BitSet;

/**
 * Decides, day by day, what happens to whom, and puts it on the agenda. Keeps of each customer who has registered the
 * next visit (on the agenda), the day of the last order, and whether e-mail is welcome: some fifteen bytes.
 */
final class ShopLife {
    private static final int PURPOSE = 6;
    private static final int CAMPAIGN_PURPOSE = 8;
    private static final int REACH_PURPOSE = 10;
    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;

    private static final double BUYING = 0.62;
    private static final double ABANDONING = 0.16;
    private static final double WITH_CHECKOUT = 0.55;
    private static final double COMPLETED_APART = 0.08;
    private static final double COMING_BACK = 0.08;
    private static final double ORDERS_A_VISIT = BUYING + ABANDONING * COMING_BACK;
    private static final double MOST_BUYING_AT_ONCE = 0.5;

    private static final double OPENING_ALWAYS = 0.12;
    private static final double OPENING_WHILE_ACTIVE = 0.6;
    private static final double FORGETTING_DAYS = 100;
    private static final double CLICKING = 0.15;
    private static final double VIEWING_AFTER_CLICK = 0.6;
    private static final double UNSUBSCRIBING = 0.012;

    private final Timeline timeline;
    private final Campaigns campaigns;
    private final Agenda agenda;
    private final Traits traits;
    private final Dice dice;
    private final double buyingAtOnce;
    private final double visitsByVisiting;
    private final short[] activeDay;
    private final BitSet subscribers = new BitSet();

    ShopLife(ShopOptions options, Timeline timeline, Campaigns campaigns, Agenda agenda, Traits traits, Dice dice) {
        this.timeline = timeline;
        this.campaigns = campaigns;
        this.agenda = agenda;
        this.traits = traits;
        this.dice = dice;
        buyingAtOnce = Math.min(MOST_BUYING_AT_ONCE, 0.35 * options.ordersPerCustomer());
        visitsByVisiting = (options.ordersPerCustomer() - buyingAtOnce) / (ORDERS_A_VISIT * timeline.meanVisiting());
        activeDay = new short[options.customers()];
    }

    /** Fills the agenda of the day; later days have then all that the days until this one bring about. */
    void live(int day) {
        for (int customer = timeline.registeredBefore(day); customer < timeline.registeredBefore(day + 1); customer++) {
            register(customer, day);
        }
        if (campaigns.number(day) > 0) {
            send(day, campaigns.number(day));
        }
        for (int index = 0; index < agenda.size(day); index++) {
            long entry = agenda.get(day, index);
            if (Entry.kind(entry) == Entry.VISIT) {
                visit(day, Entry.second(entry), Entry.customer(entry), Entry.number(entry));
            }
        }
    }

    private void register(int customer, int day) {
        traits.of(customer);
        dice.set(PURPOSE, customer, 0);
        int second = timeline.secondOfDay(day, dice.unit());
        agenda.add(day, second, Entry.REGISTERED, customer, 0);
        activeDay[customer] = (short) day;
        if (traits.acceptsMarketing) {
            subscribers.set(customer);
        }
        scheduleVisit(day, day, second, customer, 1);
        if (dice.chance(buyingAtOnce)) {
            buy(day, second + 60 + dice.below(600), customer, 0);
        }
    }

    private void visit(int day, int second, int customer, int number) {
        traits.of(customer);
        dice.set(PURPOSE, customer, number);
        if (number < Entry.MAX_NUMBER) {
            scheduleVisit(registrationDay(customer), day, second, customer, number + 1);
        }
        double outcome = dice.unit();
        int views = outcome < BUYING ? dice.below(2) : dice.below(3);
        for (int view = 0; view < views; view++) {
            agenda.add(day, second + view * 45L + dice.below(40), Entry.PRODUCT_VIEWED, customer, number);
        }
        int decided = second + 120 + dice.below(400);
        if (outcome < BUYING) {
            buy(day, decided, customer, number);
        } else if (outcome < BUYING + ABANDONING) {
            abandon(day, decided, customer, number);
        }
    }

    private void scheduleVisit(int registrationDay, int day, int second, int customer, int number) {
        double visiting = dice.exponential() / (visitsByVisiting * traits.eagerness);
        long next = timeline.after(registrationDay, day, second, visiting);
        if (next >= 0) {
            agenda.add((int) (next >>> 17), next & (1 << 17) - 1, Entry.VISIT, customer, number);
        }
    }

    private void buy(int day, int second, int customer, int number) {
        activeDay[customer] = (short) day;
        long paid = second;
        if (dice.chance(WITH_CHECKOUT)) {
            agenda.add(day, second, Entry.CHECKOUT_STARTED, customer, number);
            paid += 40 + dice.below(900);
            if (dice.chance(COMPLETED_APART)) {
                agenda.add(day, paid, Entry.ORDER_PLACED, customer, number);
                agenda.add(day, paid + 1, Entry.CHECKOUT_COMPLETED, customer, number);
            } else {
                agenda.add(day, paid, Entry.ORDER_FROM_CHECKOUT, customer, number);
            }
        } else {
            agenda.add(day, paid, Entry.ORDER_PLACED, customer, number);
        }
        follow(day, paid, customer, number);
    }

    private void abandon(int day, int second, int customer, int number) {
        agenda.add(day, second, Entry.CHECKOUT_STARTED, customer, number);
        if (dice.chance(COMING_BACK)) {
            long back = second + 3L * HOUR + dice.below(30 * HOUR);
            agenda.add(day, back, Entry.ORDER_FROM_CHECKOUT, customer, number);
            follow(day, back, customer, number);
        }
    }

    private void follow(int day, long ordered, int customer, int number) {
        switch (Fate.of(dice, customer, number)) {
            case PAID_LATER ->
                agenda.add(day, ordered + HOUR + dice.below(2 * DAY), Entry.ORDER_PAID, customer, number);
            case CANCELLED ->
                agenda.add(day, ordered + HOUR / 2 + dice.below(2 * DAY), Entry.ORDER_CANCELLED, customer, number);
            case REFUNDED ->
                agenda.add(day, ordered + 3 * DAY + dice.below(18 * DAY), Entry.ORDER_REFUNDED, customer, number);
            case REVIEWED ->
                agenda.add(day, ordered + 5 * DAY + dice.below(20 * DAY), Entry.REVIEW_WRITTEN, customer, number);
            case TAGGED -> agenda.add(day, ordered + 60 + dice.below(DAY), Entry.PROFILE_CHANGED, customer, number);
            case KEPT -> {}
        }
    }

    private void send(int day, int campaign) {
        double reach = campaigns.reach(day);
        int customers = timeline.registeredBefore(day);
        int start = (campaign % 3 == 0 ? 18 : 9) * HOUR;
        double meanSkip = -1 / StrictMath.log(1 - reach);
        long customer = skip(campaign, 0, meanSkip);
        while (customer < customers) {
            if (subscribers.get((int) customer)) {
                receive(day, start + dice.below(HOUR * 3 / 4), (int) customer, campaign);
            }
            customer += 1 + skip(campaign, customer + 1, meanSkip);
        }
    }

    /** How many customers a campaign passes over; leaves the dice at a place of its own. */
    private long skip(int campaign, long customer, double mean) {
        dice.set(REACH_PURPOSE, customer, campaign);
        return (long) (dice.exponential() * mean);
    }

    private void receive(int day, int second, int customer, int campaign) {
        agenda.add(day, second, Entry.EMAIL_SENT, customer, campaign);
        dice.set(CAMPAIGN_PURPOSE, customer, campaign);
        double opening = dice.unit();
        traits.of(customer);
        double active = StrictMath.exp((activeDay[customer] - day) / FORGETTING_DAYS);
        if (opening >= traits.attention * (OPENING_ALWAYS + OPENING_WHILE_ACTIVE * active)) {
            return;
        }
        dice.set(CAMPAIGN_PURPOSE, customer, -campaign);
        long opened = second + 30 + (long) Math.min(5.0 * DAY, dice.logNormal(2 * HOUR, 1.3));
        agenda.add(day, opened, Entry.EMAIL_OPENED, customer, campaign);
        if (dice.chance(CLICKING)) {
            long clicked = opened + 10 + dice.below(180);
            agenda.add(day, clicked, Entry.EMAIL_CLICKED, customer, campaign);
            if (dice.chance(VIEWING_AFTER_CLICK)) {
                agenda.add(day, clicked + 2, Entry.PRODUCT_VIEWED, customer, campaign);
            }
        }
        if (dice.chance(UNSUBSCRIBING)) {
            agenda.add(day, opened + 45, Entry.EMAIL_UNSUBSCRIBED, customer, campaign);
            subscribers.clear(customer);
        }
    }

    private int registrationDay(int customer) {
        int low = 0;
        int high = timeline.days() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (timeline.registeredBefore(middle) <= customer) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
