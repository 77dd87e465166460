package io.muster.bench.engine;

import io.muster.bench.option.Bounds;
import io.muster.bench.option.HelpOption;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster bench growth}: whether what a shop costs stays the same as it grows. */
@Command(
        name = "growth",
        description = "Measures in this process what an order, a look-up and a tick cost as customers, segments and"
                + " history grow ten and a hundred times. Simulated data.")
public final class GrowthBench implements Callable<Integer> {
    private static final int MOST_CUSTOMERS = 20_000_000;
    private static final int MOST_SEGMENTS = 50_000;
    private static final long MOST_ORDERS = 100_000_000;
    private static final int MOST_TIMES = 200;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "10000",
            description = "of the smallest shop (default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(
            names = "--segments",
            paramLabel = "N",
            defaultValue = "100",
            description = "of the smallest shop, a criterion each (default: ${DEFAULT-VALUE})")
    private int segments;

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "4",
            description = "of each customer of the smallest shop (default: ${DEFAULT-VALUE})")
    private int orders;

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "10",
            description = "as large each shop is as the one before (default: ${DEFAULT-VALUE})")
    private int times;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "15",
            description = "whose median is told (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--plot", paramLabel = "FILE", description = "write the curves as SVG")
    private Path plot;

    @Mixin
    private HelpOption help;

    private final PrintStream out;

    /** Prints to standard output. */
    public GrowthBench() {
        this(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    GrowthBench(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        if (bounds().areBroken(System.err)) {
            return Bounds.REFUSED;
        }
        List<Integer> factors = List.of(1, times, times * times);
        ShopSize base = new ShopSize(customers, segments, orders);
        out.printf(
                Locale.ROOT,
                "smallest shop: %s; time of a core, median of %d rounds, the sizes in turns%n",
                base,
                rounds);
        List<GrowthCurve> curves = new ArrayList<>();
        for (GrowthAxis axis : GrowthAxis.values()) {
            List<ShopSize> sizes =
                    factors.stream().map(each -> axis.grown(base, each)).toList();
            GrowthCurve curve = GrowthCurve.measure(axis, sizes, rounds);
            curves.add(curve);
            print(curve, factors);
        }
        if (plot != null) {
            GrowthPlot.write(plot, curves, factors);
        }
        return 0;
    }

    /** Of the largest shop too, which is so many times as large as the smallest. */
    private Bounds bounds() {
        long largest = Math.max(1, (long) times * times);
        return new Bounds()
                .within("--times", times, 2, MOST_TIMES)
                .atLeast("--rounds", rounds, 1)
                .within("--customers", customers, 1, MOST_CUSTOMERS / largest)
                .within("--segments", segments, 1, MOST_SEGMENTS / largest)
                .within("--orders", orders, 1, MOST_ORDERS / largest / Math.max(1, customers));
    }

    private void print(GrowthCurve curve, List<Integer> factors) {
        String head = factors.stream()
                .map(each -> String.format(Locale.ROOT, "%12s", "× " + each))
                .collect(Collectors.joining());
        out.printf(Locale.ROOT, "%n%-26s%s   largest ÷ smallest%n", curve.axis().label() + " grow, ns each", head);
        curve.medianNs().forEach((cost, medians) -> {
            String values = medians.stream()
                    .map(ns -> String.format(Locale.ROOT, "%,12.0f", ns))
                    .collect(Collectors.joining());
            double ratio = medians.getLast() / medians.getFirst();
            out.printf(Locale.ROOT, "%-26s%s   %.2f%n", cost.label(), values, ratio);
        });
        out.printf(Locale.ROOT, "(to %s)%n", curve.sizes().getLast());
    }
}
