package io.muster.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console says the same in each of its languages. */
final class MessagesTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern USE = Pattern.compile("\\bt\\('([^']+)'");
    private static final Map<String, Set<String>> PLURALS = Map.of(
            "en", Set.of("one", "other"),
            "el", Set.of("one", "other"),
            "mk", Set.of("one", "other"),
            "pl", Set.of("one", "few", "many", "other"),
            "bg", Set.of("one", "other"));

    private final Map<String, byte[]> files;

    MessagesTest() throws IOException {
        files = PackagedFiles.own();
    }

    @ParameterizedTest
    @ValueSource(strings = {"el", "mk", "pl", "bg"})
    void shouldSayTheSameAsInEnglish(String language) throws IOException {
        JsonNode english = messages("en");
        JsonNode others = messages(language);
        assertEquals(keys(english), keys(others));
        for (String key : keys(english)) {
            assertEquals(places(english.get(key)), places(others.get(key)), key);
            assertEquals(english.get(key).isObject(), others.get(key).isObject(), key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el", "mk", "pl", "bg"})
    void shouldHaveEachPluralOfTheLanguage(String language) throws IOException {
        JsonNode messages = messages(language);
        for (String key : keys(messages)) {
            JsonNode message = messages.get(key);
            if (message.isObject()) {
                assertEquals(PLURALS.get(language), keys(message), key);
            }
            forms(message).forEach(form -> assertFalse(form.isBlank(), key));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"el", "mk", "bg"})
    void shouldBeWrittenInTheLanguagesOwnLetters(String language) throws IOException {
        JsonNode messages = messages(language);
        Pattern own = Pattern.compile(language.equals("el") ? "\\p{IsGreek}" : "\\p{IsCyrillic}");
        Set<String> everywhereTheSame = Set.of(
                "channel.email",
                "channel.messenger",
                "channel.push",
                "channel.sms",
                "channel.viber",
                "function.message",
                "overlap.jaccard",
                "overlap.lift",
                "words.condition",
                "words.quoted");
        for (String key : keys(messages)) {
            boolean told = forms(messages.get(key)).stream().allMatch(own.asPredicate());
            assertTrue(told || everywhereTheSame.contains(key), key);
        }
    }

    @Test
    void shouldHaveWhatTheModulesAskFor() throws IOException {
        Set<String> known = keys(messages("en"));
        Set<String> unknown = new TreeSet<>();
        int asked = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Matcher use = USE.matcher(new String(file.getValue(), UTF_8));
            while (file.getKey().endsWith(".js") && use.find()) {
                asked++;
                if (!known.contains(use.group(1))) {
                    unknown.add(file.getKey() + ": " + use.group(1));
                }
            }
        }
        assertEquals(Set.of(), unknown);
        assertTrue(asked > known.size() / 3, "only " + asked + " uses found");
    }

    private JsonNode messages(String language) throws IOException {
        byte[] bytes = files.get("messages/" + language + ".json");
        assertNotNull(bytes, language);
        return new ObjectMapper().readTree(bytes);
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static List<String> forms(JsonNode message) {
        List<String> forms = new ArrayList<>();
        if (message.isObject()) {
            message.forEach(form -> forms.add(form.textValue()));
        } else {
            forms.add(message.textValue());
        }
        return forms;
    }

    /** The places of each form must be the same: a number may not be lost in the singular. */
    private static Set<String> places(JsonNode message) {
        Map<String, Set<String>> places = new TreeMap<>();
        for (String form : forms(message)) {
            Set<String> found = new TreeSet<>();
            Matcher place = PLACE.matcher(form);
            while (place.find()) {
                found.add(place.group(1));
            }
            places.put(found.toString(), found);
        }
        assertEquals(1, places.size(), () -> message + ": " + places);
        return places.values().iterator().next();
    }
}
