package io.muster.server.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the lines {@code ^} marks where the column must be; it is taken out before looking. */
class FieldLocatorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':'😀ж','total':^5}|total",
                "{'items':[{'price':1},{},{'tags':['x'], 'price': ^2}]}|items[2].price",
                "{'items':[{'price':1},{'price':3},^{'x':2}]}|items[2]",
                "{'items':[{'tags':['x',^'y']}]}|items[0].tags[1]",
                "{'fields':{'shoe':1,'shoe_size':^38}}|fields.shoe_size",
                "{'fields':{'a':1,'a.b':^38}}|fields.a.b",
                "{'fields':{'a[1]':^38}}|fields.a[1]",
                "{'type':'customer','id':^'c'}|customer",
                "{'type':'customer','country':^'c'}|countries",
                "{'type':'order_placed','checkout_id':^'c'}|checkout",
                "{'type':'email_opened','activity_id':^'c'}|properties.campaign",
                "^{'total':5}|totals",
                "^{'items':[1]}|items[1]",
                "^{'items':[1]}|items[x",
                "^{'items':{'a':1}}|items[0].a",
                "^{'total':|total",
                "^nonsense|total",
                "^{'total':5}|"
            })
    void shouldFindField(String marked, String path) {
        String json = marked.replace('\'', '"');
        byte[] line = Records.utf8("##" + json.replace("^", ""));
        int column = json.codePointCount(0, json.indexOf('^')) + 1;
        assertEquals(column, FieldLocator.column(line, 2, line.length - 2, path));
    }
}
