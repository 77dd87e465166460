package io.muster.index.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.criterion.RangeSet;
import io.muster.index.memory.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DistanceTest {
    private static final long DEGREE = 1_000_000;
    private static final double HALF_ROUND_KM = Math.PI * Distance.EARTH_RADIUS_KM;

    @Test
    void shouldMeasureAlongGreatCircles() {
        assertEquals(0, km(41.99, 21.43, 41.99, 21.43));
        assertEquals(HALF_ROUND_KM / 180, km(0, 0, 0, 1), 1e-9);
        assertEquals(HALF_ROUND_KM / 180, km(50, 7, 51, 7), 1e-9);
        assertEquals(HALF_ROUND_KM, km(0, 0, 0, 180), 1e-3);
        assertEquals(HALF_ROUND_KM, km(90, 0, -90, 77), 1e-3);
        assertEquals(343.5, km(51.50853, -0.12574, 48.85341, 2.3488), 0.5);
    }

    @Test
    void shouldMeasureOverTheAntimeridianAndThePoles() {
        assertEquals(km(10, 0, 10, 1), km(10, 179.5, 10, -179.5), 1e-9);
        assertEquals(0, km(10, 180, 10, -180), 1e-9);
        assertEquals(0, km(90, 0, 90, 123), 1e-9);
        assertEquals(2 * HALF_ROUND_KM / 180, km(89, 20, 89, -160), 1e-6);
    }

    @Test
    void shouldCountWholeMillimetresAndMillionthsOfMiles() {
        assertEquals(1_609_344, Distance.Unit.KILOMETRE.millionths(1.609344));
        assertEquals(1_000_000, Distance.Unit.MILE.millionths(1.609344));
    }

    @Test
    void shouldBoundEveryAreaByABoxThatHoldsAllOfIt() {
        Random random = Seeds.random(getClass());
        for (int i = 0; i < 20_000; i++) {
            long latitude = PlaceCases.latitude(random);
            long longitude = PlaceCases.longitude(random);
            long otherLatitude = PlaceCases.near(random, latitude, 90 * DEGREE);
            long otherLongitude = PlaceCases.longitude(random);
            long exact =
                    Distance.Unit.KILOMETRE.millionths(Distance.km(latitude, longitude, otherLatitude, otherLongitude));
            Area area = new Area(latitude, longitude, Distance.Unit.KILOMETRE, RangeSet.of(RangeSet.LOWEST, exact));
            assertTrue(
                    Box.around(area).contains(otherLatitude, otherLongitude),
                    () -> area + " without " + otherLatitude + ", " + otherLongitude);
        }
    }

    private static double km(double latitude, double longitude, double otherLatitude, double otherLongitude) {
        return Distance.km(
                Math.round(latitude * DEGREE),
                Math.round(longitude * DEGREE),
                Math.round(otherLatitude * DEGREE),
                Math.round(otherLongitude * DEGREE));
    }
}
