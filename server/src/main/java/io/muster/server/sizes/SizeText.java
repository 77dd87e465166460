package io.muster.server.sizes;

import static java.util.stream.Collectors.joining;

import io.muster.server.security.FlatJson;
import io.muster.server.security.SealedText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sizes of the past as text: a JSON object a line, first the moments and the sequence at the last of them, then each
 * segment with its size at each of them, -1 where it was not there.
 *
 * <pre>
 * muster-segment-sizes 1
 * {"sequence":812,"moments":"1769990400000 1770012000000"}
 * {"workspace":1,"segment":3,"sizes":"-1 120"}
 * crc32c 1b851995
 * </pre>
 */
final class SizeText {
    private static final SealedText SEALED = new SealedText(
            "muster-segment-sizes", "1", "the sizes of the last days are not known any more: they begin anew");

    private SizeText() {}

    static byte[] write(SizeHistory history, long sequence) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(FlatJson.line(json -> {
            json.writeNumberField("sequence", sequence);
            json.writeStringField(
                    "moments",
                    Arrays.stream(history.moments()).mapToObj(Long::toString).collect(joining(" ")));
        }));
        for (Map.Entry<SegmentKey, int[]> each : history.sizes().entrySet()) {
            lines.add(FlatJson.line(json -> {
                json.writeNumberField("workspace", each.getKey().workspaceId());
                json.writeNumberField("segment", each.getKey().segmentId());
                json.writeStringField(
                        "sizes",
                        Arrays.stream(each.getValue())
                                .mapToObj(Integer::toString)
                                .collect(joining(" ")));
            }));
        }
        return SEALED.write(lines);
    }

    /** Throws {@link IOException} naming {@code source}, line, what was found and what was expected. */
    static SizeStore.Kept read(String source, byte[] bytes) throws IOException {
        Reading reading = new Reading();
        SEALED.read(source, bytes, reading::line);
        return new SizeStore.Kept(new SizeHistory(reading.moments, reading.sizes), reading.sequence);
    }

    /** What has been read so far. */
    private static final class Reading {
        private final Map<SegmentKey, int[]> sizes = new HashMap<>();
        private long sequence;
        private long[] moments;

        private Reading line(String line) throws IOException {
            FlatJson json = FlatJson.read(line);
            if (moments == null) {
                sequence = json.longNumber("sequence");
                moments = Arrays.stream(json.text("moments").split(" "))
                        .mapToLong(Long::parseLong)
                        .toArray();
                return this;
            }
            int[] values = Arrays.stream(json.text("sizes").split(" "))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            if (values.length != moments.length) {
                throw new IOException("sizes: found " + values.length + ", expected " + moments.length);
            }
            sizes.put(new SegmentKey(json.number("workspace"), json.number("segment")), values);
            return this;
        }
    }
}
