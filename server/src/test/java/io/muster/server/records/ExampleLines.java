package io.muster.server.records;

import java.util.List;

/** The lines that the interface description shows. */
final class ExampleLines {
    static final String CUSTOMER = """
        {"type":"customer","id":"c-17","registered_at":"2026-01-05T10:00:00Z","email":"ana@example.com",\
        "first_name":"Ana","last_name":"K","phone":"+389…","gender":"female","birthday":"1990-02-28","language":"mk",\
        "country":"MK","region":"Skopje","city":"Skopje","latitude":41.99,"longitude":21.43,"accepts_marketing":true,\
        "channels":["email","viber"],"tags":["vip"],"groups":["wholesale"],"fields":{"shoe_size":38}}\
        """;
    static final String CUSTOMER_DELETED = """
        {"type":"customer_deleted","id":"c-17"}\
        """;
    static final String ORDER_PLACED = """
        {"type":"order_placed","id":"o-1","customer":"c-17","time":"2026-02-01T12:00:00Z","status":"paid",\
        "total":"129.90","currency":"EUR","discount_code":"SPRING","items":[{"product":"p-9","variant":"v-2",\
        "collections":["shoes"],"category":"Footwear","tags":["nike"],"vendor":"Nike","quantity":1,"price":"129.90"}]}\
        """;
    static final String ORDER_STATUS = """
        {"type":"order_status","order":"o-1","customer":"c-17","status":"cancelled","time":"2026-02-02T09:00:00Z"}\
        """;
    static final String ORDER_REFUNDED = """
        {"type":"order_refunded","order":"o-1","customer":"c-17","amount":"20.00","time":"2026-02-03T09:00:00Z"}\
        """;
    static final String CHECKOUT_STARTED = """
        {"type":"checkout_started","id":"k-5","customer":"c-17","time":"2026-02-03T09:00:00Z","total":"80.00",\
        "items":[{"product":"p-9"}]}\
        """;
    static final String CHECKOUT_COMPLETED = """
        {"type":"checkout_completed","id":"k-5","customer":"c-17","time":"2026-02-03T09:30:00Z","order":"o-2"}\
        """;
    static final String EMAIL_OPENED = """
        {"type":"email_opened","id":"e-77","customer":"c-17","time":"2026-02-03T09:00:00Z","campaign":"black-friday"}\
        """;
    static final String PRODUCT_VIEWED = """
        {"type":"product_viewed","customer":"c-17","time":"2026-02-03T09:00:00Z","product":"p-9"}\
        """;
    static final String ANYTHING_ELSE = """
        {"type":"anything_else","customer":"c-17","time":"2026-02-03T09:00:00Z","properties":{"score":4.5,"plan":"gold"}}\
        """;

    static final List<String> ALL = List.of(
            CUSTOMER,
            CUSTOMER_DELETED,
            ORDER_PLACED,
            ORDER_STATUS,
            ORDER_REFUNDED,
            CHECKOUT_STARTED,
            CHECKOUT_COMPLETED,
            EMAIL_OPENED,
            PRODUCT_VIEWED,
            ANYTHING_ELSE);

    private ExampleLines() {}
}
