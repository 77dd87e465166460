package io.muster.server.generate;

/** One of many in proportion to their weights, in one throw (Walker's alias method). */
final class WeightedChoice {
    private final double[] keep;
    private final int[] otherwise;

    WeightedChoice(double[] weights) {
        int size = weights.length;
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        keep = new double[size];
        otherwise = new int[size];
        double[] scaled = new double[size];
        int[] small = new int[size];
        int[] large = new int[size];
        int smallCount = 0;
        int largeCount = 0;
        for (int i = 0; i < size; i++) {
            scaled[i] = weights[i] * size / sum;
            keep[i] = 1;
            otherwise[i] = i;
            if (scaled[i] < 1) {
                small[smallCount++] = i;
            } else {
                large[largeCount++] = i;
            }
        }
        while (smallCount > 0 && largeCount > 0) {
            int less = small[--smallCount];
            int more = large[--largeCount];
            keep[less] = scaled[less];
            otherwise[less] = more;
            scaled[more] -= 1 - scaled[less];
            if (scaled[more] < 1) {
                small[smallCount++] = more;
            } else {
                large[largeCount++] = more;
            }
        }
    }

    int pick(Dice dice) {
        double position = dice.unit() * keep.length;
        int index = (int) position;
        return position - index < keep[index] ? index : otherwise[index];
    }
}
