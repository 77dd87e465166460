package io.muster.index.place;

/**
 * A piece of the globe between two parallels and two meridians, in millionths of a degree. {@code west} may lie below
 * −180 and {@code east} above 180 degrees: the box then goes over the antimeridian.
 */
record Box(long south, long west, long north, long east) {
    static final long DEGREE = 1_000_000L;

    private static final long HALF_CIRCLE = 180 * DEGREE;
    private static final long POLE = 90 * DEGREE;

    /** Wider than it must be by about a metre, which is more than computing with doubles loses. */
    private static final double MARGIN_RADIANS = 1.5e-7;

    private static final long MARGIN = 20;

    /** A box that holds every place of the area; null where no place can be in it. */
    static Box around(Area area) {
        int last = area.distances().size() - 1;
        if (last < 0 || area.distances().high(last) < 0) {
            return null;
        }
        double furthestKm =
                area.distances().high(last) / (double) DEGREE * area.unit().lengthKm();
        double angle = furthestKm / Distance.EARTH_RADIUS_KM + MARGIN_RADIANS;
        if (angle >= Math.PI) {
            return new Box(-POLE, -HALF_CIRCLE, POLE, HALF_CIRCLE);
        }
        long height = millionths(angle) + MARGIN;
        long south = area.latitude() - height;
        long north = area.latitude() + height;
        if (south <= -POLE || north >= POLE) {
            return new Box(Math.max(south, -POLE), -HALF_CIRCLE, Math.min(north, POLE), HALF_CIRCLE);
        }
        double cosine = StrictMath.cos(Distance.radians(area.latitude()));
        long width = millionths(StrictMath.asin(Math.min(1, StrictMath.sin(angle) / cosine))) + MARGIN;
        return new Box(south, area.longitude() - width, north, area.longitude() + width);
    }

    boolean contains(long latitude, long longitude) {
        return latitude >= south
                && latitude <= north
                && Math.floorMod(longitude - west, 2 * HALF_CIRCLE) <= east - west;
    }

    private static long millionths(double radians) {
        return (long) Math.ceil(StrictMath.toDegrees(radians) * DEGREE);
    }
}
