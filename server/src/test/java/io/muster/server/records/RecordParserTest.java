package io.muster.server.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecordParserTest {
    @Test
    void shouldReadCustomer() {
        assertEquals(
                List.of(
                        "kind=16",
                        "CUSTOMER='c-17'",
                        "REGISTERED_AT=2026-01-05T10:00:00Z",
                        "EMAIL='ana@example.com'",
                        "FIRST_NAME='Ana'",
                        "LAST_NAME='K'",
                        "PHONE='+389…'",
                        "GENDER='female'",
                        "BIRTHDAY=1990-02-28",
                        "LANGUAGE='mk'",
                        "COUNTRIES=[MK]",
                        "REGIONS=[Skopje]",
                        "CITIES=[Skopje]",
                        "LATITUDE=41.99",
                        "LONGITUDE=21.43",
                        "ACCEPTS_MARKETING=true",
                        "CHANNELS=[email, viber]",
                        "TAGS=[vip]",
                        "GROUPS=[wholesale]",
                        "FIELD.shoe_size=38"),
                Records.fields(ExampleLines.CUSTOMER));
    }

    @Test
    void shouldReadCustomerDeleted() {
        assertEquals(List.of("kind=17", "CUSTOMER='c-17'"), Records.fields(ExampleLines.CUSTOMER_DELETED));
    }

    @Test
    void shouldReadOrderWithItemsLast() {
        assertEquals(
                List.of(
                        "kind=18",
                        "ID='o-1'",
                        "CUSTOMER='c-17'",
                        "TIME=2026-02-01T12:00:00Z",
                        "STATUS='paid'",
                        "TOTAL=129.9",
                        "CURRENCY='EUR'",
                        "DISCOUNT_CODE='SPRING'",
                        "ITEM=null",
                        "PRODUCT='p-9'",
                        "VARIANT='v-2'",
                        "COLLECTIONS=[shoes]",
                        "CATEGORY='Footwear'",
                        "ITEM_TAGS=[nike]",
                        "VENDOR='Nike'",
                        "QUANTITY=1",
                        "PRICE=129.9"),
                Records.fields(ExampleLines.ORDER_PLACED));
        assertEquals(
                List.of(
                        "kind=18",
                        "ID='1'",
                        "CUSTOMER='2'",
                        "TIME=1970-01-01T00:00:00Z",
                        "TOTAL=5",
                        "ITEM=null",
                        "PRODUCT='3'"),
                Records.fields("{\"items\":[{\"product\":3}],\"id\":1,\"customer\":2,\"time\":0,\"total\":5,"
                        + "\"type\":\"order_placed\"}"));
    }

    @Test
    void shouldReadStatusRefundAndCheckouts() {
        assertEquals(
                List.of("kind=19", "ORDER='o-1'", "CUSTOMER='c-17'", "STATUS='cancelled'", "TIME=2026-02-02T09:00:00Z"),
                Records.fields(ExampleLines.ORDER_STATUS));
        assertEquals(
                List.of("kind=20", "ORDER='o-1'", "CUSTOMER='c-17'", "AMOUNT=20", "TIME=2026-02-03T09:00:00Z"),
                Records.fields(ExampleLines.ORDER_REFUNDED));
        assertEquals(
                List.of(
                        "kind=21",
                        "ID='k-5'",
                        "CUSTOMER='c-17'",
                        "TIME=2026-02-03T09:00:00Z",
                        "TOTAL=80",
                        "ITEM=null",
                        "PRODUCT='p-9'"),
                Records.fields(ExampleLines.CHECKOUT_STARTED));
        assertEquals(
                List.of("kind=22", "ID='k-5'", "CUSTOMER='c-17'", "TIME=2026-02-03T09:30:00Z", "ORDER='o-2'"),
                Records.fields(ExampleLines.CHECKOUT_COMPLETED));
    }

    @Test
    void shouldReadEvents() {
        assertEquals(
                List.of(
                        "kind=23",
                        "NAME='email.opened'",
                        "ID='e-77'",
                        "CUSTOMER='c-17'",
                        "TIME=2026-02-03T09:00:00Z",
                        "PROPERTY.campaign='black-friday'"),
                Records.fields(ExampleLines.EMAIL_OPENED));
        assertEquals(
                List.of(
                        "kind=23",
                        "NAME='storefront.product_viewed'",
                        "CUSTOMER='c-17'",
                        "TIME=2026-02-03T09:00:00Z",
                        "PROPERTY.product='p-9'"),
                Records.fields(ExampleLines.PRODUCT_VIEWED));
        assertEquals(
                List.of(
                        "kind=23",
                        "NAME='anything_else'",
                        "CUSTOMER='c-17'",
                        "TIME=2026-02-03T09:00:00Z",
                        "PROPERTY.score=4.5",
                        "PROPERTY.plan='gold'"),
                Records.fields(ExampleLines.ANYTHING_ELSE));
    }

    @Test
    void shouldClearOnNullOnlyInCustomers() {
        assertEquals(
                List.of("kind=16", "CUSTOMER='c'", "EMAIL=null", "TAGS=null", "FIELD.x=null"),
                Records.fields(
                        "{\"type\":\"customer\",\"id\":\"c\",\"email\":null,\"tags\":null,\"fields\":{\"x\":null}}"));
        assertEquals(
                List.of("kind=18", "ID='1'", "CUSTOMER='2'", "TIME=1970-01-01T00:00:00Z", "TOTAL=5"),
                Records.fields("{\"type\":\"order_placed\",\"id\":1,\"customer\":2,\"time\":0,\"total\":5,"
                        + "\"discount_code\":null,\"items\":null,\"status\":null}"));
    }

    @Test
    void shouldAddAndRemoveInLists() {
        assertEquals(
                List.of(
                        "kind=16",
                        "CUSTOMER='c'",
                        "ADD_TAGS=[a]",
                        "REMOVE_TAGS=[b]",
                        "ADD_CITIES=[x]",
                        "REMOVE_CHANNELS=[]"),
                Records.fields("{\"type\":\"customer\",\"id\":\"c\",\"add_tags\":[\"a\"],\"remove_tags\":[\"b\"],"
                        + "\"add_cities\":\"x\",\"remove_channels\":[]}"));
    }

    @Test
    void shouldKeepKindsOfFieldsAndProperties() {
        assertEquals(
                List.of(
                        "kind=16",
                        "CUSTOMER='c'",
                        "FIELD.a='2026-01-01'",
                        "FIELD.b=-0.000001",
                        "FIELD.c=false",
                        "FIELD.d=[x, y]"),
                Records.fields("{\"type\":\"customer\",\"id\":\"c\",\"fields\":"
                        + "{\"a\":\"2026-01-01\",\"b\":-1e-6,\"c\":false,\"d\":[\"x\",\"y\"]}}"));
        assertEquals(
                List.of(
                        "kind=23",
                        "NAME='return'",
                        "CUSTOMER='c'",
                        "TIME=1970-01-01T00:00:00Z",
                        "PROPERTY.amount='12.50'"),
                Records.fields(
                        "{\"type\":\"return\",\"customer\":\"c\",\"time\":0,\"properties\":{\"amount\":\"12.50\"}}"));
    }

    @Test
    void shouldAddUpItemsWhereTotalIsAbsent() {
        String order = "{\"type\":\"order_placed\",\"id\":1,\"customer\":2,\"time\":0,\"items\":[%s]}";
        String items = "{\"price\":\"0.10\",\"quantity\":3},{\"price\":\"2.5\",\"quantity\":\"0.333\"}";
        assertTrue(Records.fields(order.formatted(items)).contains("TOTAL=1.1325"));
        assertTrue(
                Records.fields(order.formatted("{\"price\":0,\"quantity\":3}")).contains("TOTAL=0"));
        assertEquals("total", Records.refusal(order.formatted("{\"price\":1}")).field());
        assertEquals("total", Records.refusal(order.formatted("")).field());
        assertEquals(
                new Refusal(
                        1,
                        "total",
                        "found items that add up to 0.00000025, "
                                + "expected at most 6 decimal places and 9223372036854.775807"),
                Records.refusal(order.formatted("{\"price\":0.0005,\"quantity\":0.0005}")));
    }

    @Test
    void shouldDropPlacesOfCoordinatesBeyondTheSixth() {
        assertTrue(Records.fields("{\"type\":\"customer\",\"id\":1,\"latitude\":-41.123456789,\"longitude\":\"180\"}")
                .containsAll(List.of("LATITUDE=-41.123456", "LONGITUDE=180")));
    }

    @Test
    void shouldKeepTextsAsTheyAre() {
        assertTrue(Records.fields(
                        "{\"type\":\"customer\",\"id\":\"ж😀\\u00e9\\ud83d\\ude00\",\"first_name\":\"\\u0000\\n\"}")
                .containsAll(List.of("CUSTOMER='ж😀é😀'", "FIRST_NAME='\0\n'")));
    }
}
