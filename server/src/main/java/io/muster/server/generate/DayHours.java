package io.muster.server.generate;

/** Which part of a day's trade is done by which second: nights are quiet, evenings busy. */
final class DayHours {
    private static final int SECONDS = 3600;
    private static final double[] WEIGHTS = {
        1.6, 0.9, 0.5, 0.3, 0.3, 0.5, 1.2, 2.6, 3.8, 4.9, 5.6, 5.8, 6.0, 5.6, 5.2, 5.0, 5.1, 5.6, 6.3, 7.3, 8.0, 7.4,
        5.4, 3.1
    };

    private final double[] before = new double[WEIGHTS.length + 1];

    DayHours() {
        double sum = 0;
        for (double weight : WEIGHTS) {
            sum += weight;
        }
        for (int hour = 0; hour < WEIGHTS.length; hour++) {
            before[hour + 1] = before[hour] + WEIGHTS[hour] / sum;
        }
    }

    /** Share of the day's trade done before the second. */
    double share(int second) {
        int hour = Math.min(second / SECONDS, WEIGHTS.length - 1);
        double part = Math.min(1, (second - hour * SECONDS) / (double) SECONDS);
        return before[hour] + part * (before[hour + 1] - before[hour]);
    }

    /** The second by which that share of the day's trade is done. */
    int second(double share) {
        int hour = 0;
        while (hour < WEIGHTS.length - 1 && before[hour + 1] <= share) {
            hour++;
        }
        double part = (share - before[hour]) / (before[hour + 1] - before[hour]);
        return hour * SECONDS + (int) Math.clamp(part * SECONDS, 0, SECONDS - 1);
    }
}
