package io.muster.index.place;

import io.muster.index.column.LongColumn;
import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.CriterionSource;
import io.muster.index.criterion.Flips;
import io.muster.index.record.Decimals;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import java.math.BigDecimal;

/**
 * Where customers are, in millionths of a degree, and who is within which distance of what. A latitude without a
 * longitude, or the other way round, is no place. Whoever moves asks only the areas near where they were and where they
 * are. One thread.
 */
public final class Places extends CriterionSource {
    /** A distance takes about a fifth of a microsecond: some two milliseconds at a time. */
    private static final int FILL_LENGTH = 4_096;

    private static final int NOBODY = -1;

    private final LongColumn latitudes = new LongColumn();
    private final LongColumn longitudes = new LongColumn();
    private final AreaGrid grid = new AreaGrid();
    private final Flips flips;
    private int moving = NOBODY;
    private long oldLatitude;
    private long oldLongitude;

    public Places(Flips flips) {
        this.flips = flips;
    }

    /** Takes a latitude, {@link LongColumn#MISSING} for none; {@link #settle} must follow. */
    public void setLatitude(int ordinal, long millionths) {
        remember(ordinal);
        latitudes.set(ordinal, millionths);
    }

    /** Takes a longitude, {@link LongColumn#MISSING} for none; {@link #settle} must follow. */
    public void setLongitude(int ordinal, long millionths) {
        remember(ordinal);
        longitudes.set(ordinal, millionths);
    }

    /** The customer whose latitude or longitude has been set stays there: flips what that flips. */
    public void settle() {
        if (moving == NOBODY) {
            return;
        }
        int ordinal = moving;
        moving = NOBODY;
        long latitude = latitudes.get(ordinal);
        long longitude = longitudes.get(ordinal);
        if (latitude != oldLatitude || longitude != oldLongitude) {
            askNear(oldLatitude, oldLongitude, ordinal, latitude, longitude);
            askNear(latitude, longitude, ordinal, latitude, longitude);
        }
    }

    /** Puts the customer where one of another workspace is. */
    public void copy(Places from, int fromOrdinal, int ordinal) {
        setLatitude(ordinal, from.latitudes.get(fromOrdinal));
        setLongitude(ordinal, from.longitudes.get(fromOrdinal));
        settle();
    }

    /** Takes the customer's place away. */
    public void clear(int ordinal) {
        setLatitude(ordinal, LongColumn.MISSING);
        setLongitude(ordinal, LongColumn.MISSING);
        settle();
    }

    /** In degrees, or null. */
    public BigDecimal latitude(int ordinal) {
        return degrees(latitudes.get(ordinal));
    }

    /** In degrees, or null. */
    public BigDecimal longitude(int ordinal) {
        return degrees(longitudes.get(ordinal));
    }

    /**
     * How far a customer is from the centre of an area, in the area's unit; null where it is not known where they are.
     * For people.
     *
     * @param criterion one of this source's, its predicate an {@link Area}
     */
    public BigDecimal distance(Criterion criterion, int ordinal) {
        long latitude = latitudes.get(ordinal);
        long longitude = longitudes.get(ordinal);
        return isPlace(latitude, longitude)
                ? Decimals.toDecimal(((AreaCriterion) criterion).distanceMillionths(latitude, longitude))
                : null;
    }

    @Override
    protected Criterion build(Object predicate, boolean saved) {
        AreaCriterion criterion = new AreaCriterion((Area) predicate);
        grid.add(criterion);
        return criterion;
    }

    @Override
    public int fillLength() {
        return FILL_LENGTH;
    }

    @Override
    public int fill(Criterion criterion, int from, int to) {
        AreaCriterion area = (AreaCriterion) criterion;
        for (int ordinal = from; ordinal < to; ordinal++) {
            if (holds(area, latitudes.get(ordinal), longitudes.get(ordinal))) {
                area.members().add(ordinal);
            }
        }
        return to;
    }

    @Override
    protected void drop(Criterion criterion) {
        grid.remove((AreaCriterion) criterion);
    }

    /** Adds the places as they are; criteria are not among it. */
    public void freeze(Frozen into) {
        latitudes.freeze(into);
        longitudes.freeze(into);
    }

    /** Takes the places that were saved; there are no criteria yet. */
    public void restore(StateReader in) throws SnapshotException {
        latitudes.restore(in);
        longitudes.restore(in);
    }

    private void remember(int ordinal) {
        if (moving != ordinal) {
            settle();
            moving = ordinal;
            oldLatitude = latitudes.get(ordinal);
            oldLongitude = longitudes.get(ordinal);
        }
    }

    private void askNear(long nearLatitude, long nearLongitude, int ordinal, long latitude, long longitude) {
        if (!isPlace(nearLatitude, nearLongitude)) {
            return;
        }
        for (int level = 0; level < AreaGrid.LEVELS; level++) {
            for (AreaCriterion criterion : grid.at(level, nearLatitude, nearLongitude)) {
                criterion.set(ordinal, holds(criterion, latitude, longitude), flips);
            }
        }
    }

    private static boolean holds(AreaCriterion criterion, long latitude, long longitude) {
        return isPlace(latitude, longitude) && criterion.holds(latitude, longitude);
    }

    private static boolean isPlace(long latitude, long longitude) {
        return latitude != LongColumn.MISSING && longitude != LongColumn.MISSING;
    }

    private static BigDecimal degrees(long millionths) {
        return millionths == LongColumn.MISSING ? null : Decimals.toDecimal(millionths);
    }

    /** Size of the memory off the heap. */
    public long bytes() {
        return latitudes.bytes() + longitudes.bytes();
    }
}
