package io.muster.server.records;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.record.CommandReader;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, a line is a command that can be read or a refusal that points into the line. */
class HostileLinesTest {
    private static final int MUTATIONS = 40_000;
    private static final byte[] TELLING = Records.utf8("\"\\{}[],:0123456789-+eE.tfn \t\r\0");

    private final RecordParser parser = new RecordParser();
    private final CommandReader reader = new CommandReader();

    @Test
    void shouldRefuseEveryTruncation() {
        for (String line : ExampleLines.ALL) {
            byte[] bytes = Records.utf8(line);
            for (int length = 0; length < bytes.length; length++) {
                assertFalse(taken(Arrays.copyOf(bytes, length)), line.substring(0, Math.min(length, line.length())));
            }
            assertTrue(taken(bytes));
        }
    }

    @Test
    void shouldSurviveMutations() {
        long seed = System.nanoTime();
        System.out.println("HostileLinesTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> lines = ExampleLines.ALL.stream().map(Records::utf8).toList();
        int accepted = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] line = lines.get(random.nextInt(lines.size())).clone();
            int changes = 1 + random.nextInt(4);
            for (int change = 0; change < changes; change++) {
                mutate(line, random);
            }
            accepted += taken(line) ? 1 : 0;
        }
        assertTrue(accepted > 0 && accepted < MUTATIONS, "accepted " + accepted);
    }

    @Test
    void shouldReadPartOfLargerArray() {
        byte[] line = Records.utf8(ExampleLines.ORDER_PLACED);
        byte[] framed = new byte[line.length + 20];
        Arrays.fill(framed, (byte) '{');
        System.arraycopy(line, 0, framed, 13, line.length);
        assertTrue(parser.parse(framed, 13, line.length, Records.WORKSPACE) > 0);
        framed[13 + line.length - 1] = '"';
        assertTrue(parser.parse(framed, 13, line.length, Records.WORKSPACE) == RecordParser.REFUSED);
        assertTrue(parser.refusal().column() <= line.length + 1, parser.refusal()::toString);
    }

    private boolean taken(byte[] line) {
        int length = parser.parse(line, 0, line.length, Records.WORKSPACE);
        if (length != RecordParser.REFUSED) {
            reader.wrap(parser.buffer(), 0, length);
            while (reader.next()) {
                assertTrue(reader.tag() > 0);
            }
            return true;
        }
        Refusal refusal = parser.refusal();
        assertNotNull(refusal);
        assertNotNull(refusal.reason());
        assertTrue(refusal.column() >= 1 && refusal.column() <= line.length + 1, refusal::toString);
        return false;
    }

    private static void mutate(byte[] line, SplittableRandom random) {
        int at = random.nextInt(line.length);
        switch (random.nextInt(4)) {
            case 0 -> line[at] = (byte) random.nextInt();
            case 1 -> line[at] = TELLING[random.nextInt(TELLING.length)];
            case 2 -> line[at] ^= (byte) (1 << random.nextInt(8));
            default -> {
                int length = Math.min(1 + random.nextInt(20), line.length - at);
                System.arraycopy(line, random.nextInt(line.length - length + 1), line, at, length);
            }
        }
    }
}
