package io.muster.server.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.api.ApiAnswer;
import io.muster.server.api.ApiClient;
import io.muster.server.api.ApiShop;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.roaringbitmap.RoaringBitmap;

@Timeout(120)
class MembersCallsTest {
    private static final int COUNT = 30_000;
    private static ApiShop shop;

    @BeforeAll
    static void start() throws IOException {
        shop = new ApiShop();
        shop.client.workspace("shop").createSegment("All of them", "customer_tags CONTAINS 'all'");
        String[] lines = new String[COUNT];
        for (int i = 0; i < COUNT; i++) {
            lines[i] = "{\"type\":\"customer\",\"id\":\"member-" + i + "\",\"first_name\":\"F" + i
                    + "\",\"tags\":[\"all\"]}";
        }
        shop.load(lines);
        shop.load("{\"type\":\"customer\",\"id\":\"no-member\"}");
    }

    @AfterAll
    static void stop() throws IOException {
        shop.close();
    }

    @Test
    void shouldTellAllInEveryFormat() throws Exception {
        ApiAnswer ids = members("").is(200);
        assertEquals(COUNT, ids.text().lines().distinct().count());
        assertTrue(ids.text().lines().allMatch(each -> each.startsWith("member-")));
        assertEquals(Long.toString(shop.server.engine().sequence()), ids.header("Muster-Sequence"));
        assertEquals("no-store", ids.header("Cache-Control"));
        assertEquals(ids.text(), members("?format=ids").is(200).text());
        ApiAnswer csv = members("?format=csv").is(200);
        assertEquals(COUNT + 1, csv.text().lines().count());
        assertTrue(csv.text().startsWith("id,email,first_name,last_name\r\n"));
        assertTrue(csv.header("Content-Disposition").contains("All of them.csv"));
        ApiAnswer jsonl = members("?format=jsonl").is(200);
        assertEquals(COUNT, jsonl.text().lines().count());
        assertTrue(jsonl.text().contains("{\"id\":\"member-17\",\"first_name\":\"F17\"}\n"));
        RoaringBitmap bitmap = new RoaringBitmap();
        bitmap.deserialize(
                ByteBuffer.wrap(members("?format=roaring").is(200).response().body()));
        assertEquals(COUNT, bitmap.getCardinality());
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        members("?format=xml")
                .isProblem(400, "bad_request", "format: found 'xml', expected ids, csv, jsonl or roaring");
        shop.api
                .get("/v1/workspaces/shop/segments/nothing/members")
                .isProblem(404, "unknown_segment", "segment: found no 'nothing'");
        ApiAnswer head = shop.api.call("HEAD", path(""), null).is(200);
        assertEquals("text/plain; charset=utf-8", head.header("Content-Type"));
    }

    private static ApiAnswer members(String query) {
        return shop.api.get(path(query));
    }

    private static String path(String query) {
        return "/v1/workspaces/shop/segments/" + ApiClient.encoded("All of them") + "/members" + query;
    }
}
