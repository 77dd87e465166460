package io.muster.index.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GazetteerTest {
    private final Gazetteer gazetteer = Gazetteer.get();

    @Test
    void shouldFindACityWithoutRegardToCaseAndAccents() {
        City skopje = new City("Skopje", "MK", 41_996_460, 21_431_410, 474_889);
        assertEquals(List.of(skopje), gazetteer.named(" sKOPJE "));
        assertEquals("Zürich", gazetteer.named("zurich").get(0).name());
        assertEquals("Łódź", gazetteer.named("Lodz").get(0).name());
        assertEquals("Łódź", gazetteer.named("łódź").get(0).name());
        assertEquals("São Paulo", gazetteer.named("sao paulo").get(0).name());
    }

    @Test
    void shouldNameTheLargestOfANameFirst() {
        List<City> yorks = gazetteer.named("York");
        assertEquals(List.of("GB", "US"), yorks.stream().map(City::country).toList());
        for (String name : List.of("London", "Paris", "Springfield", "Birmingham")) {
            List<City> cities = gazetteer.named(name);
            for (int i = 1; i < cities.size(); i++) {
                assertTrue(cities.get(i - 1).population() >= cities.get(i).population());
            }
        }
    }

    @Test
    void shouldKnowTheCountriesOfItsCities() {
        assertTrue(gazetteer.isCountry("MK"));
        assertFalse(gazetteer.isCountry("mk"));
        assertFalse(gazetteer.isCountry("XX"));
        assertTrue(gazetteer.countries().size() > 200);
    }

    @Test
    void shouldSuggestWhatIsNear() {
        assertEquals(List.of("Skopje", "Skokie", "Skopin"), gazetteer.near("Skopie"));
        assertTrue(gazetteer.near("New York").contains("New York City"));
        assertEquals(List.of(), gazetteer.near(""));
        assertEquals(List.of(), gazetteer.named("Atlantis under the sea"));
    }
}
