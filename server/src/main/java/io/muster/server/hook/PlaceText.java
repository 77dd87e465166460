package io.muster.server.hook;

import io.muster.server.security.FlatJson;
import io.muster.server.security.SealedText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far webhooks are, as text: a JSON object a line for each.
 *
 * <pre>
 * muster-webhook-places 1
 * {"id":"wh_…","sequence":812,"index":0}
 * crc32c 1b851995
 * </pre>
 */
final class PlaceText {
    private static final SealedText SEALED = new SealedText(
            "muster-webhook-places",
            "1",
            "how far webhooks are is not known any more: they begin where they were made");

    private PlaceText() {}

    static byte[] write(Map<String, HookPlace> places) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, HookPlace> place : places.entrySet()) {
            lines.add(FlatJson.line(json -> {
                json.writeStringField("id", place.getKey());
                json.writeNumberField("sequence", place.getValue().sequence());
                json.writeNumberField("index", place.getValue().index());
            }));
        }
        return SEALED.write(lines);
    }

    /** Throws {@link IOException} naming {@code source}, line, what was found and what was expected. */
    static Map<String, HookPlace> read(String source, byte[] bytes) throws IOException {
        Map<String, HookPlace> places = new HashMap<>();
        SEALED.read(source, bytes, line -> {
            FlatJson json = FlatJson.read(line);
            return places.put(json.text("id"), new HookPlace(json.longNumber("sequence"), json.number("index")));
        });
        return places;
    }
}
