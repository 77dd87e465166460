package io.muster.index.place;

/**
 * Great-circle distances by the haversine formula on a sphere of the earth's mean radius. Every step is one that Java
 * defines to the bit ({@link StrictMath}), so that a replay on any machine gives the same distance. Stateless.
 */
public final class Distance {
    /** The mean radius of the earth as the IUGG defines it. */
    public static final double EARTH_RADIUS_KM = 6_371.0088;

    private static final double MILLIONTH = 1e-6;

    /** What a rule measures in. */
    public enum Unit {
        KILOMETRE(1),
        MILE(1.609344);

        private final double lengthKm;

        Unit(double lengthKm) {
            this.lengthKm = lengthKm;
        }

        /** How many kilometres one of it is. */
        public double lengthKm() {
            return lengthKm;
        }

        /** The distance in millionths of this unit: whole millimetres for kilometres. */
        long millionths(double distanceKm) {
            return Math.round(distanceKm / lengthKm / MILLIONTH);
        }
    }

    private Distance() {}

    /** Between two places in millionths of a degree. */
    public static double km(long latitude, long longitude, long otherLatitude, long otherLongitude) {
        double phi = radians(latitude);
        return km(phi, StrictMath.cos(phi), radians(longitude), otherLatitude, otherLongitude);
    }

    /** Likewise, with what is the same for all who are measured from one place computed before. */
    static double km(double phi, double cosPhi, double lambda, long otherLatitude, long otherLongitude) {
        double otherPhi = radians(otherLatitude);
        double north = StrictMath.sin((otherPhi - phi) / 2);
        double east = StrictMath.sin((radians(otherLongitude) - lambda) / 2);
        double haversine = north * north + cosPhi * StrictMath.cos(otherPhi) * east * east;
        return 2 * EARTH_RADIUS_KM * StrictMath.asin(Math.min(1, Math.sqrt(haversine)));
    }

    static double radians(long millionthsOfDegree) {
        return StrictMath.toRadians(millionthsOfDegree * MILLIONTH);
    }
}
