package io.muster.index.place;

import io.muster.index.criterion.Criterion;
import org.roaringbitmap.RoaringBitmap;

/** An area with the customers who are in it. One thread. */
final class AreaCriterion extends Criterion {
    private final Area area;
    private final Box box;
    private final double phi;
    private final double cosPhi;
    private final double lambda;

    AreaCriterion(Area area) {
        super(area, new RoaringBitmap());
        this.area = area;
        box = Box.around(area);
        phi = Distance.radians(area.latitude());
        cosPhi = StrictMath.cos(phi);
        lambda = Distance.radians(area.longitude());
    }

    /** What bounds it; null where no place can be in it. */
    Box box() {
        return box;
    }

    /** Whether a place is in it. */
    boolean holds(long latitude, long longitude) {
        return box != null
                && box.contains(latitude, longitude)
                && area.distances().contains(distanceMillionths(latitude, longitude));
    }

    /** In millionths of the area's unit. */
    long distanceMillionths(long latitude, long longitude) {
        return area.unit().millionths(Distance.km(phi, cosPhi, lambda, latitude, longitude));
    }
}
