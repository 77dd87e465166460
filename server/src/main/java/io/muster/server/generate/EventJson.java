package io.muster.server.generate;

/** Writes e-mails, views and reviews. */
final class EventJson {
    private static final byte[] NOTHING_MORE = {};
    private static final byte[] OPENED = Json.text("-o");
    private static final byte[] CLICKED = Json.text("-c");
    private static final byte[] UNSUBSCRIBED = Json.text("-u");

    private final Campaigns campaigns;

    EventJson(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    void writeEmail(RecordBuffer target, int kind, int customer, int campaign, long epochSecond) {
        byte[] suffix;
        switch (kind) {
            case Entry.EMAIL_OPENED -> {
                target.put(Json.EMAIL_OPENED);
                suffix = OPENED;
            }
            case Entry.EMAIL_CLICKED -> {
                target.put(Json.EMAIL_CLICKED);
                suffix = CLICKED;
            }
            case Entry.EMAIL_UNSUBSCRIBED -> {
                target.put(Json.EMAIL_UNSUBSCRIBED);
                suffix = UNSUBSCRIBED;
            }
            default -> {
                target.put(Json.EMAIL_SENT);
                suffix = NOTHING_MORE;
            }
        }
        target.putNumber(campaign).put('-').putNumber(customer + 1L).put(suffix).put('"');
        writeWhoAndWhen(target, customer, epochSecond);
        target.put(Json.CAMPAIGN)
                .put(campaigns.name(campaign))
                .put('"')
                .put('}')
                .put('\n');
    }

    void writeView(RecordBuffer target, Product product, int customer, long epochSecond) {
        target.put(Json.PRODUCT_VIEWED);
        writeWhoAndWhen(target, customer, epochSecond);
        target.put(Json.PRODUCT).put(product.id()).put('"').put('}').put('\n');
    }

    void writeReview(RecordBuffer target, int customer, int number, int score, Product product, long epochSecond) {
        target.put(Json.REVIEW_WRITTEN)
                .putNumber(customer + 1L)
                .put('-')
                .putNumber(number)
                .put('"');
        writeWhoAndWhen(target, customer, epochSecond);
        target.put(Json.SCORE)
                .putNumber(score)
                .put(Json.PRODUCT)
                .put(product.id())
                .put('"');
        target.put('}').put('}').put('\n');
    }

    private static void writeWhoAndWhen(RecordBuffer target, int customer, long epochSecond) {
        target.put(Json.OF_CUSTOMER).putNumber(customer + 1L);
        target.put(Json.TIME).putInstant(epochSecond).put('"');
    }
}
