package io.muster.server.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Lines of text that notice any change: the first names format and version, the last has the CRC-32C of all before it.
 * Any thread.
 *
 * <pre>
 * muster-tokens 1
 * …
 * crc32c 1b851995
 * </pre>
 *
 * @param format what the lines are, for the first of them
 * @param version of how they are written
 * @param remedy what an operator does where they are damaged, and what that costs
 */
public record SealedText(String format, String version, String remedy) {
    private static final String CHECKSUM = "crc32c ";

    /** What reads a line; may throw {@link IOException} or a runtime exception that says what is wrong with it. */
    public interface LineReader<T> {
        T read(String line) throws IOException;
    }

    /** The lines, sealed. None may have a line break in it. */
    public byte[] write(List<String> lines) {
        StringBuilder text = new StringBuilder(format + " " + version + "\n");
        lines.forEach(line -> text.append(line).append('\n'));
        return (text + CHECKSUM + checksum(text.toString()) + "\n").getBytes(UTF_8);
    }

    /** Throws {@link IOException} naming {@code source}, line, what was found and what was expected. */
    public <T> List<T> read(String source, byte[] bytes, LineReader<T> reader) throws IOException {
        String text = new String(bytes, UTF_8);
        requireHead(source, text);
        int tailStart = text.lastIndexOf('\n', text.length() - 2) + 1;
        String[] lines = text.substring(0, tailStart).split("\n");
        String expected = CHECKSUM + checksum(text.substring(0, tailStart)) + "\n";
        String tail = text.substring(tailStart);
        if (!tail.equals(expected)) {
            throw damaged(
                    source,
                    lines.length + 1,
                    "found " + (tail.startsWith(CHECKSUM) ? "'" + tail.strip() + "'" : "no checksum") + ", expected '"
                            + expected.strip() + "'");
        }
        List<T> read = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            try {
                read.add(reader.read(lines[i]));
            } catch (IOException | RuntimeException e) {
                throw damaged(source, i + 1, e.getMessage());
            }
        }
        return read;
    }

    private void requireHead(String source, String text) throws IOException {
        int headEnd = text.indexOf('\n');
        String head = headEnd < 0 ? text : text.substring(0, headEnd);
        if (!head.startsWith(format + " ")) {
            throw damaged(source, 1, "found no '" + format + " " + version + "', expected it");
        }
        if (!head.equals(format + " " + version)) {
            throw new IOException(source + ": found version " + head.substring(format.length() + 1) + ", expected "
                    + version + ": it was written by another release");
        }
    }

    private IOException damaged(String source, int line, String what) {
        return new IOException(source + ": line " + line + ": " + what + "; " + remedy);
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
