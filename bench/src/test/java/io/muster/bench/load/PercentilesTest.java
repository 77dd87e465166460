package io.muster.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class PercentilesTest {
    private static final String FIRST = "stroke:rgb(0,55,255)";
    private static final String SECOND = "stroke:rgb(255,172,0)";

    @TempDir
    private Path directory;

    private static Histogram oneToAThousandMicroseconds() {
        Histogram histogram = new Histogram(PacedRequests.LONGEST_NS, 3);
        for (int i = 1; i <= 1_000; i++) {
            histogram.recordValue(i * 1_000L);
        }
        return histogram;
    }

    @Test
    void shouldPrintEachPercentile() {
        Histogram histogram = oneToAThousandMicroseconds();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        PercentileTable.print(
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new LoadResult(histogram, histogram, 0, null, 1_000));
        String text = printed.toString(StandardCharsets.UTF_8);

        assertTrue(
                text.matches("(?s).*p50 +500\\.\\d µs.*p99 +990\\.\\d µs.*p99\\.9 +(999|1000)\\.\\d µs.*max .*"), text);
        assertTrue(text.matches("(?s).*measured +1,000 +1,000\n"), text);
    }

    @Test
    void shouldWriteWhatHdrHistogramsPlotterReads() throws Exception {
        Path file = directory.resolve("load.hgrm");

        PercentileTable.writeHgrm(file, oneToAThousandMicroseconds());
        String text = Files.readString(file);

        assertTrue(text.strip().startsWith("Value     Percentile TotalCount 1/(1-Percentile)"), text);
        assertTrue(text.contains("#[Mean    =") && text.contains("Total count    =         1000]"), text);
        assertTrue(text.lines().anyMatch(line -> line.matches(" +500\\.\\d+ 0\\.5000\\d* +50\\d .*")), text);
    }

    @Test
    void shouldPlotACurveForEachHistogram() throws Exception {
        Path one = directory.resolve("one.svg");
        Path two = directory.resolve("two.svg");
        Histogram histogram = oneToAThousandMicroseconds();

        PercentilePlot.write(one, "member, 1,000 a second", Map.of("from due", histogram));
        PercentilePlot.write(two, "member, 1,000 a second", Map.of("from due", histogram, "from sent", histogram));

        assertEquals(Set.of(FIRST), colours(one));
        assertEquals(Set.of(FIRST, SECOND), colours(two));
    }

    /** Of the lines and curves that are drawn as XChart draws its first two series. */
    private static Set<String> colours(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document svg = factory.newDocumentBuilder().parse(file.toFile());
        assertEquals("svg", svg.getDocumentElement().getTagName());
        String text = Files.readString(file);
        return Stream.of(FIRST, SECOND).filter(text::contains).collect(Collectors.toSet());
    }

    @Test
    void shouldNameWhatStandsAtSoManyNines() {
        assertEquals("0 %", PercentilePlot.tickLabel(0));
        assertEquals("90 %", PercentilePlot.tickLabel(1));
        assertEquals("99 %", PercentilePlot.tickLabel(2));
        assertEquals("99.9 %", PercentilePlot.tickLabel(3));
        assertEquals("99.999 %", PercentilePlot.tickLabel(5));
    }
}
