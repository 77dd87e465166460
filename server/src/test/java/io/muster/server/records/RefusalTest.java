package io.muster.server.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the lines {@code ^} marks where the column must be; it is taken out before parsing. */
class RefusalTest {
    private static final String ORDER = "{\"type\":\"order_placed\",\"id\":1,\"customer\":2,\"time\":0,";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "^[1]||found a list, expected a record, which is an object",
                "^{}|type|found no 'type', expected it in every record",
                "^{'id':'x'}|type|found no 'type', expected it in every record",
                "{'type':^3}|type|found number 3, expected text",
                "{'id':'x','type':^null}|type|found null, expected text",
                "{'type':^''}|type|found a name of 0 bytes, expected 1 to 100",
                "^{'type':'customer'}|id|found no 'id', expected it in every customer record",
                "{'type':'customer','id':^''}|id|found empty text, expected an id of 1 to 255 bytes",
                "{'type':'customer','id':^1.5}|id|found number 1.5, expected text or a whole number",
                "{'type':'customer','id':^null}|id|found null, expected text or a whole number",
                "{'type':'customer','id':^'a\\tb'}|id|found control character 9 in an id, expected none",
                "{'type':'customer','id':'ж',^'emial':'x'}|emial|found unknown key 'emial', expected a key of"
                        + " customer; did you mean 'email'?",
                "{'type':'customer','id':'c',^'zzzzzz':'x'}|zzzzzz|found unknown key 'zzzzzz', expected a key of"
                        + " customer",
                "{'type':'customer','id':'c',^'id':'d'}|id|found 'id' a second time, expected 'id' once",
                "{'type':'customer','id':'c',^'type':'customer'}|type|found 'type' a second time, expected it once",
                "{'type':'customer','id':'c','country':'x',^'countries':['y']}|countries|found 'countries' a second"
                        + " time, expected 'country' or 'countries' once",
                "{'type':'customer','id':'c','email':^'ana'}|email|found text 'ana', expected an e-mail address: one @"
                        + " with text on both sides",
                "{'type':'customer','id':'c','email':^'@b'}|email|found text '@b', expected an e-mail address: one @"
                        + " with text on both sides",
                "{'type':'customer','id':'c','email':^'a@b@c'}|email|found text 'a@b@c', expected an e-mail address:"
                        + " one @ with text on both sides",
                "{'type':'customer','id':'c','email':^'@'}|email|found text '@', expected an e-mail address: one @"
                        + " with text on both sides",
                "{'type':'customer','id':'c','first_name':^3}|first_name|found number 3, expected text",
                "{'type':'customer','id':'c','birthday':^'1990-02-30'}|birthday|found text '1990-02-30', expected a"
                        + " day that the calendar has",
                "{'type':'customer','id':'c','latitude':^90.000001}|latitude|found number 90.000001, expected a number"
                        + " from -90 to 90",
                "{'type':'customer','id':'c','longitude':^-181}|longitude|found number -181, expected a number from"
                        + " -180 to 180",
                "{'type':'customer','id':'c','accepts_marketing':^'yes'}|accepts_marketing|found text 'yes', expected"
                        + " true or false",
                "{'type':'customer','id':'c','tags':^'vip'}|tags|found text 'vip', expected a list of text",
                "{'type':'customer','id':'c','tags':['a',^3]}|tags[1]|found number 3, expected text",
                "{'type':'customer','id':'c','tags':['a',^['b']]}|tags[1]|found a list, expected text",
                "{'type':'customer','id':'c','add_tags':^null}|add_tags|found null, expected a list of text",
                "{'type':'customer','id':'c','fields':^[]}|fields|found a list, expected an object",
                "{'type':'customer','id':'c','fields':{'a':^{}}}|fields.a|found an object, expected text, a number,"
                        + " true, false, null or a list of text",
                "{'type':'customer','id':'c','fields':{'a':1,^'a':2}}|fields.a|found 'a' a second time, expected it"
                        + " once",
                "{'type':'customer','id':'c','fields':{'a':^0.1234567}}|fields.a|found number 0.1234567, expected at"
                        + " most 6 decimal places",
                "{'type':'customer','id':'c','fields':{'a':['x',^null]}}|fields.a[1]|found null, expected text",
                "{'type':'customer','id':'c','fields':{^'':1}}|fields.|found a name of 0 bytes, expected 1 to 100",
                "{'type':'customer','id':'c','first_name':^'\\ud800'}|first_name|found half of a surrogate pair,"
                        + " expected Unicode text",
                "{'type':'customer','id':'c'}^{'type':'customer'}||found an object, expected nothing more after the"
                        + " record",
                "{'type':'order_placed','id':1,'customer':2,'time':^'2026-02-01T12:00:00','total':1}|time|found text"
                        + " '2026-02-01T12:00:00', expected an offset or Z at its end, for a local time is no instant",
                "{'type':'order_placed','id':1,'customer':2,'time':^1.5,'total':1}|time|found number 1.5, expected an"
                        + " ISO-8601 time with an offset or Z (2026-02-01T12:00:00Z), or epoch milliseconds",
                "{'type':'order_placed','id':1,'customer':2,'time':^99999999999999999999,'total':1}|time|found number"
                        + " 99999999999999999999, expected a time in the years 1900 to 9999",
                "{'type':'order_placed','id':1,'customer':2,'time':0,'total':^-5}|total|found number -5, expected a"
                        + " number of 0 or more",
                "{'type':'order_placed','id':1,'customer':2,'time':0,'total':^'12,50'}|total|found text '12,50',"
                        + " expected a decimal number",
                "{'type':'order_placed','id':1,'customer':2,'time':0,'total':^true}|total|found true, expected a"
                        + " number of 0 or more",
                "{'type':'order_placed','id':1,'customer':2,'time':0,'total':1,'currency':^'eur'}|currency|found text"
                        + " 'eur', expected a currency of three capital letters",
                "^{'type':'order_placed','id':1,'customer':2,'time':0}|total|found no 'total', expected it, or a price"
                        + " and a quantity for every item",
                "^{'type':'order_placed','id':1,'time':0,'total':1}|customer|found no 'customer', expected it in every"
                        + " order_placed record",
                "{'type':'order_placed','id':1,'items':^{}}|items|found an object, expected a list of items",
                "{'type':'order_placed','id':1,'items':[{},^3]}|items[1]|found number 3, expected an item, which is an"
                        + " object",
                "{'type':'order_placed','id':1,'items':[{},{},{'price':^'x'}]}|items[2].price|found text 'x', expected"
                        + " a decimal number",
                "{'type':'order_placed','id':1,'items':[{'quantity':^0}]}|items[0].quantity|found number 0, expected a"
                        + " number above 0",
                "{'type':'order_placed','id':1,'items':[{^'prise':1}]}|items[0].prise|found unknown key 'prise',"
                        + " expected a key of items; did you mean 'price'?",
                "{'type':'order_placed','id':1,'items':[{'tags':['😀',^1]}]}|items[0].tags[1]|found number 1, expected"
                        + " text",
                "{'type':'order_placed','id':1,'checkout':'a',^'checkout_id':'b'}|checkout_id|found 'checkout_id' a"
                        + " second time, expected 'checkout' or 'checkout_id' once",
                "{'type':'email_opened','customer':2,'time':0,'campaign':'a',^'activity_id':'b'}|activity_id|found"
                        + " 'activity_id' a second time, expected 'campaign' or 'activity_id' once",
                "{'type':'email_opened','customer':2,'time':0,'campaign':'a','properties':{^'campaign':'b'}}|properties.campaign|found"
                    + " 'campaign' a second time, expected it once",
                "{'type':'anything','customer':2,'time':0,^'score':4}|score|found unknown key 'score', expected a key"
                        + " of anything",
                "{'type':'anything','customer':2,'time':0,'properties':^null}|properties|found null, expected an object"
            })
    void shouldSayWhereAndWhy(String marked, String field, String reason) {
        String json = marked.replace('\'', '"');
        int column = json.codePointCount(0, json.indexOf('^')) + 1;
        Refusal refusal = Records.refusal(json.replace("^", ""));
        assertEquals(new Refusal(column, field, reason), refusal, json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'customer','id':'c'|28|the end of the line",
                "{'type':'customer' 'id':'c'}|20|not JSON: Unexpected character ('\"'",
                "{'type':'customer','id':01}|26|not JSON: Invalid numeric value: Leading zeroes not allowed",
                "{'type':'customer','id':nope}|25|not JSON: Unrecognized token 'nope'",
                "{'type':'customer','id':'c','fields':{'a':[[[[[[[[1]]]]]]]]}}|44|found a list",
            })
    void shouldPointIntoWhatIsNotJson(String json, int column, String reason) {
        Refusal refusal = Records.refusal(json.replace('\'', '"'));
        assertTrue(refusal.reason().contains(reason), refusal::toString);
        assertEquals(column, refusal.column(), refusal::toString);
    }

    @Test
    void shouldRefuseBeyondEachBoundAndTakeAtIt() {
        bound("{\"type\":\"customer\",\"id\":\"%s\"}", "x", RecordLimits.ID_LENGTH_BYTES);
        bound("{\"type\":\"customer\",\"id\":\"1%s\"}", "ж", RecordLimits.ID_LENGTH_BYTES / 2);
        bound("{\"type\":\"customer\",\"id\":1,\"first_name\":\"%s\"}", "x", RecordLimits.TEXT_LENGTH_BYTES);
        bound("{\"type\":\"customer\",\"id\":1,\"first_name\":\"%s\"}", "😀", RecordLimits.TEXT_LENGTH_BYTES / 4);
        bound("{\"type\":\"customer\",\"id\":1,\"email\":\"a@%s\"}", "x", RecordLimits.EMAIL_LENGTH_BYTES - 2);
        bound("{\"type\":\"customer\",\"id\":1,\"tags\":[\"a\"%s]}", ",\"b\"", RecordLimits.LIST_LENGTH - 1);
        bound("{\"type\":\"customer\",\"id\":1,\"fields\":{\"%s\":1}}", "x", RecordLimits.NAME_LENGTH_BYTES);
        bound("{\"type\":\"%s\",\"customer\":1,\"time\":0}", "x", RecordLimits.NAME_LENGTH_BYTES);
        bound(ORDER + "\"total\":1,\"items\":[{}%s]}", ",{}", RecordLimits.ITEM_COUNT - 1);
        bound("{\"type\":\"customer\",\"id\":1}%s", " ", RecordLimits.LINE_LENGTH_BYTES - 26);
        bound("{\"type\":\"customer\",\"id\":1,\"latitude\":1.%s}", "0", RecordLimits.NUMBER_LENGTH - 2);
        assertNull(Records.refusal(properties(RecordLimits.PROPERTY_COUNT)));
        assertNotNull(Records.refusal(properties(RecordLimits.PROPERTY_COUNT + 1)));
    }

    @Test
    void shouldRefuseEveryKeyOfEveryTypeWithWrongType() {
        Set<String> names = new HashSet<>(RecordTypes.knownNames());
        names.add("custom_event");
        for (String name : names) {
            RecordType type = RecordTypes.of(name);
            for (String key : type.keyNames()) {
                wrong(type.key(key), "{\"type\":\"" + name + "\",\"" + key + "\":%s}", key);
            }
        }
        for (String key : RecordTypes.ITEM.keyNames()) {
            wrong(RecordTypes.ITEM.key(key), ORDER + "\"items\":[{\"" + key + "\":%s}]}", "items[0]." + key);
        }
    }

    private static void wrong(RecordKey key, String line, String path) {
        boolean list = line.contains("fields") || key.shape().name().contains("LIST") || key.shape() == Shape.ITEMS;
        String[] values =
                list ? new String[] {"7.5", "{\"a\":{}}", "true"} : new String[] {"[[1]]", "[\"x\"]", "{\"a\":{}}"};
        for (String value : values) {
            Refusal refusal = Records.refusal(line.formatted(value));
            assertNotNull(refusal, () -> path + " " + value);
            assertTrue(refusal.field().equals(path) || refusal.field().startsWith(path + "."), refusal::toString);
            assertTrue(refusal.reason().startsWith("found "), refusal::toString);
            if (!refusal.field().contains(".a")) {
                assertEquals(line.indexOf("%s") + 1, refusal.column(), refusal::toString);
            }
        }
    }

    private static void bound(String line, String part, int count) {
        assertNull(Records.refusal(line.formatted(part.repeat(count))), line);
        Refusal refusal = Records.refusal(line.formatted(part.repeat(count + 1)));
        assertNotNull(refusal, line);
        assertTrue(refusal.reason().matches(".*(at most|expected 1 to|exceeds the maximum).*"), refusal::toString);
    }

    private static String properties(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"p" + i + "\":1")
                .collect(Collectors.joining(",", "{\"type\":\"x\",\"customer\":1,\"time\":0,\"properties\":{", "}}"));
    }
}
