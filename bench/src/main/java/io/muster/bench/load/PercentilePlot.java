package io.muster.bench.load;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Latency over percentile as SVG, with the percentiles spread as HdrHistogram's plotter does: each nine has the same
 * room. Text is measured with Java's own fonts; a machine that has none at all can't plot.
 */
final class PercentilePlot {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;
    private static final int TICKS_PER_HALF_DISTANCE = 5;
    private static final double NANOSECONDS_A_MICROSECOND = 1_000.0;

    /** A nanosecond, so that a logarithm has something to show. */
    private static final double LEAST_MICROSECONDS = 0.001;

    private PercentilePlot() {}

    /** Writes a curve for each histogram of nanoseconds, under the name given. */
    static void write(Path file, String title, Map<String, Histogram> curves) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("percentile")
                .yAxisTitle("µs")
                .build();
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNW);
        chart.getStyler().setXAxisMin(0.0);
        chart.setCustomXAxisTickLabelsFormatter(PercentilePlot::tickLabel);
        curves.forEach((name, histogram) -> add(chart, name, histogram));
        try (OutputStream target = Files.newOutputStream(file)) {
            ChartEncoder.saveChart(chart, target, "svg");
        }
    }

    /** What stands at so many nines: 0 is 0 %, 1 is 90 %, 2 is 99 %. */
    static String tickLabel(double nines) {
        double percent = 100 * (1 - Math.pow(10, -nines));
        int digits = nines <= 2 ? 0 : (int) Math.ceil(nines) - 2;
        return String.format(Locale.ROOT, "%." + digits + "f %%", percent);
    }

    private static void add(XYChart chart, String name, Histogram histogram) {
        List<Double> nines = new ArrayList<>();
        List<Double> microseconds = new ArrayList<>();
        for (HistogramIterationValue value : histogram.percentiles(TICKS_PER_HALF_DISTANCE)) {
            double above = 1 - value.getPercentileLevelIteratedTo() / 100;
            if (above <= 0) {
                break;
            }
            nines.add(-Math.log10(above));
            microseconds.add(Math.max(LEAST_MICROSECONDS, value.getValueIteratedTo() / NANOSECONDS_A_MICROSECOND));
        }
        if (!nines.isEmpty()) {
            chart.addSeries(name, nines, microseconds).setMarker(SeriesMarkers.NONE);
        }
    }
}
