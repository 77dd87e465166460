package io.muster.index.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.column.LongColumn;
import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.RangeSet;
import io.muster.index.memory.Seeds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

final class PlacesTest {
    private static final long DEGREE = 1_000_000;
    private static final long KM = 1_000_000;
    private static final int CUSTOMERS = 200;

    private int flips;
    private final Places places = new Places((criterion, ordinal) -> flips++);

    @Test
    void shouldHoldWhatAPlainComputationSaysWhereverCustomersGo() {
        Random random = Seeds.random(getClass());
        List<Criterion> criteria = new ArrayList<>();
        long[][] at = new long[CUSTOMERS][];
        for (int step = 0; step < 6_000; step++) {
            int ordinal = random.nextInt(CUSTOMERS);
            if (step % 40 == 0) {
                Criterion criterion = places.acquire(area(random, at[ordinal]));
                places.fill(criterion, 0, CUSTOMERS);
                criteria.add(criterion);
            }
            if (!criteria.isEmpty() && random.nextInt(60) == 0) {
                places.release(criteria.remove(random.nextInt(criteria.size())));
            }
            at[ordinal] = move(random, ordinal, at[ordinal]);
            for (Criterion criterion : criteria) {
                assertMember(criterion, ordinal, at[ordinal]);
            }
        }
        for (Criterion criterion : criteria) {
            for (int ordinal = 0; ordinal < CUSTOMERS; ordinal++) {
                assertMember(criterion, ordinal, at[ordinal]);
            }
            places.release(criterion);
        }
        assertEquals(0, places.criteria());
    }

    @Test
    void shouldTakeALatitudeWithoutALongitudeForNoPlace() {
        Criterion everywhere = places.acquire(area(0, 0, Long.MAX_VALUE));
        places.setLatitude(3, 41 * DEGREE);
        places.settle();
        assertFalse(everywhere.members().contains(3));
        assertNull(places.distance(everywhere, 3));
        places.setLongitude(3, 21 * DEGREE);
        places.settle();
        assertTrue(everywhere.members().contains(3));
        places.setLatitude(3, LongColumn.MISSING);
        places.settle();
        assertFalse(everywhere.members().contains(3));
        assertEquals(2, flips);
    }

    @Test
    void shouldFlipOnceForAMoveOfBothCoordinates() {
        Criterion here = places.acquire(area(42 * DEGREE, 21 * DEGREE, 10 * KM));
        Criterion between = places.acquire(area(60 * DEGREE, 21 * DEGREE, 10 * KM));
        move(1, 42, 21);
        move(1, 60, 24);
        assertEquals(2, flips);
        assertTrue(here.members().isEmpty());
        assertTrue(between.members().isEmpty());
    }

    @Test
    void shouldSayHowFarACustomerIs() {
        Criterion criterion = places.acquire(area(0, 0, 10 * KM));
        move(1, 0, 1);
        assertEquals(new BigDecimal("111.19508"), places.distance(criterion, 1));
    }

    @Test
    void shouldFillInPiecesAndTwiceAsOnce() {
        for (int ordinal = 0; ordinal < CUSTOMERS; ordinal++) {
            move(ordinal, ordinal % 80, 0);
        }
        Criterion criterion = places.acquire(area(0, 0, 40 * 112 * KM));
        for (int from = 0; from < CUSTOMERS; from += 64) {
            places.fill(criterion, from, Math.min(CUSTOMERS, from + 64));
        }
        RoaringBitmap once = criterion.members().clone();
        places.fill(criterion, 0, CUSTOMERS);
        assertEquals(once, criterion.members());
        assertTrue(once.getCardinality() > 80 && once.getCardinality() < CUSTOMERS);
    }

    private long[] move(Random random, int ordinal, long[] from) {
        if (random.nextInt(20) == 0) {
            places.clear(ordinal);
            return null;
        }
        boolean stays = from != null && random.nextBoolean();
        long[] to = stays
                ? new long[] {
                    PlaceCases.near(random, from[0], 90 * DEGREE), PlaceCases.near(random, from[1], 180 * DEGREE)
                }
                : new long[] {PlaceCases.latitude(random), PlaceCases.longitude(random)};
        places.setLatitude(ordinal, to[0]);
        places.setLongitude(ordinal, to[1]);
        places.settle();
        return to;
    }

    private void move(int ordinal, long latitude, long longitude) {
        places.setLatitude(ordinal, latitude * DEGREE);
        places.setLongitude(ordinal, longitude * DEGREE);
        places.settle();
    }

    private static Area area(long latitude, long longitude, long most) {
        return new Area(latitude, longitude, Distance.Unit.KILOMETRE, RangeSet.of(RangeSet.LOWEST, most));
    }

    private static Area area(Random random, long[] near) {
        long reach = random.nextLong(KM, (long) Math.pow(10, 1 + random.nextInt(5)) * KM);
        RangeSet distances = switch (random.nextInt(4)) {
            case 0 -> RangeSet.of(reach, Long.MAX_VALUE);
            case 1 -> RangeSet.of(reach / 2, reach);
            default -> RangeSet.of(RangeSet.LOWEST, reach);
        };
        Distance.Unit unit = random.nextBoolean() ? Distance.Unit.KILOMETRE : Distance.Unit.MILE;
        return near == null || random.nextBoolean()
                ? new Area(PlaceCases.latitude(random), PlaceCases.longitude(random), unit, distances)
                : new Area(near[0], near[1], unit, distances);
    }

    private static void assertMember(Criterion criterion, int ordinal, long[] at) {
        Area area = (Area) criterion.predicate();
        boolean expected = false;
        if (at != null) {
            double millionths = plainKm(area, at) / area.unit().lengthKm() * 1e6;
            if (area.distances().contains(Math.round(millionths) - 100)
                    != area.distances().contains(Math.round(millionths) + 100)) {
                return;
            }
            expected = area.distances().contains(Math.round(millionths));
        }
        assertEquals(expected, criterion.members().contains(ordinal), () -> area + " and customer " + ordinal);
    }

    /** Not by haversines: the angle between two vectors. */
    private static double plainKm(Area area, long[] at) {
        double[] a = vector(area.latitude(), area.longitude());
        double[] b = vector(at[0], at[1]);
        double[] cross = {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
        double sine = Math.sqrt(cross[0] * cross[0] + cross[1] * cross[1] + cross[2] * cross[2]);
        return 6_371.0088 * Math.atan2(sine, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]);
    }

    private static double[] vector(long latitude, long longitude) {
        double phi = Math.toRadians(latitude / 1e6);
        double lambda = Math.toRadians(longitude / 1e6);
        return new double[] {Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)};
    }
}
