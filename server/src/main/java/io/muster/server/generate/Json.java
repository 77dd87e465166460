package io.muster.server.generate;

import java.nio.charset.StandardCharsets;

/** The pieces that lines are put together from. */
final class Json {
    static final byte[] CUSTOMER = text("{'type':'customer','id':'c-");
    static final byte[] REGISTERED_AT = text("','registered_at':'");
    static final byte[] EMAIL = text("','email':'");
    static final byte[] FIRST_NAME = text("','first_name':'");
    static final byte[] LAST_NAME = text("','last_name':'");
    static final byte[] PHONE = text(",'phone':'");
    static final byte[] FEMALE = text(",'gender':'female'");
    static final byte[] MALE = text(",'gender':'male'");
    static final byte[] BIRTHDAY = text(",'birthday':'");
    static final byte[] LANGUAGE = text(",'language':'");
    static final byte[] LATITUDE = text(",'latitude':");
    static final byte[] LONGITUDE = text(",'longitude':");
    static final byte[] MARKETING = text(",'accepts_marketing':true");
    static final byte[] NO_MARKETING = text(",'accepts_marketing':false");
    static final byte[] CHANNELS = text(",'channels':['email'");
    static final byte[] TAGS = text(",'tags':[");
    static final byte[] ADD_TAGS = text(",'add_tags':[");
    static final byte[] REMOVE_TAGS = text(",'remove_tags':[");
    static final byte[] WHOLESALE = text(",'groups':['wholesale']");
    static final byte[] SHOE_SIZE = text(",'fields':{'shoe_size':");

    static final byte[] ORDER_PLACED = text("{'type':'order_placed','id':'o-");
    static final byte[] ORDER_STATUS = text("{'type':'order_status','order':'o-");
    static final byte[] ORDER_REFUNDED = text("{'type':'order_refunded','order':'o-");
    static final byte[] CHECKOUT_STARTED = text("{'type':'checkout_started','id':'k-");
    static final byte[] CHECKOUT_COMPLETED = text("{'type':'checkout_completed','id':'k-");
    static final byte[] ORDER = text(",'order':'o-");
    static final byte[] CHECKOUT = text(",'checkout':'k-");
    static final byte[] REFUND_ID = text(",'id':'f-");
    static final byte[] STATUS_PAID = text(",'status':'paid'");
    static final byte[] STATUS_PENDING = text(",'status':'pending'");
    static final byte[] STATUS_CANCELLED = text(",'status':'cancelled'");
    static final byte[] TOTAL = text(",'total':'");
    static final byte[] AMOUNT = text(",'amount':'");
    static final byte[] DISCOUNT_CODE = text(",'discount_code':'SAVE");
    static final byte[] ITEMS = text(",'items':[");

    static final byte[] EMAIL_SENT = text("{'type':'email_sent','id':'e-");
    static final byte[] EMAIL_OPENED = text("{'type':'email_opened','id':'e-");
    static final byte[] EMAIL_CLICKED = text("{'type':'email_clicked','id':'e-");
    static final byte[] EMAIL_UNSUBSCRIBED = text("{'type':'email_unsubscribed','id':'e-");
    static final byte[] CAMPAIGN = text(",'campaign':'");
    static final byte[] PRODUCT_VIEWED = text("{'type':'product_viewed'");
    static final byte[] PRODUCT = text(",'product':'");
    static final byte[] REVIEW_WRITTEN = text("{'type':'review_written','id':'r-");
    static final byte[] SCORE = text(",'properties':{'score':");

    static final byte[] OF_CUSTOMER = text(",'customer':'c-");
    static final byte[] TIME = text("','time':'");

    private Json() {}

    /** UTF-8, with single quotes for double ones. */
    static byte[] text(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
