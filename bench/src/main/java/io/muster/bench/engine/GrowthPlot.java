package io.muster.bench.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/** Costs over growth as SVG, both axes logarithmic: what is flat stays flat. */
final class GrowthPlot {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 640;

    private GrowthPlot() {}

    /** @param times how large each size is, in units of the first */
    static void write(Path file, List<GrowthCurve> curves, List<Integer> times) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("what an order, a look-up and a tick cost as a shop grows")
                .xAxisTitle("times as large")
                .yAxisTitle("ns")
                .build();
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        for (GrowthCurve curve : curves) {
            curve.medianNs()
                    .forEach((cost, medians) -> chart.addSeries(
                            cost.label() + "; " + curve.axis().label() + " grow",
                            times,
                            medians.stream().map(ns -> Math.max(1, ns)).toList()));
        }
        try (OutputStream target = Files.newOutputStream(file)) {
            ChartEncoder.saveChart(chart, target, "svg");
        }
    }
}
