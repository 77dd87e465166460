package io.muster.server.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ExportFormat;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exports as CRoaring reads them, the library of those who do not write Java. Left out, and said why, where a C
 * compiler or {@code libroaring-dev} is missing; {@code -Dmuster.croaring=required}, which {@code .ci/run} gives, makes
 * that a failure.
 */
@Timeout(120)
final class CRoaringReadsExportTest {
    private static final int CUSTOMERS = 150_000;

    /** Prints how many there are, and their sum. */
    private static final String PROGRAM = """
        #include <inttypes.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <roaring/roaring.h>

        static bool add(uint32_t value, void *sum) {
            *(uint64_t *) sum += value;
            return true;
        }

        int main(int count, char **arguments) {
            static char bytes[1 << 24];
            FILE *file = fopen(arguments[1], "rb");
            size_t length = fread(bytes, 1, sizeof bytes, file);
            roaring_bitmap_t *members = roaring_bitmap_portable_deserialize_safe(bytes, length);
            if (members == NULL || roaring_bitmap_portable_size_in_bytes(members) != length) {
                return 1;
            }
            uint64_t sum = 0;
            roaring_iterate(members, add, &sum);
            printf("%" PRIu64 " %" PRIu64 "\\n", roaring_bitmap_get_cardinality(members), sum);
            return 0;
        }
        """;

    @TempDir
    private Path directory;

    /** A segment, and who is in it. */
    private enum Kind {
        NOBODY("few = 2", 0),
        FEW("few = 1", 1_000),
        HALF("half = 1", 2),
        ALL("few IS NOT NULL", 1);

        private final String rule;
        private final int every;

        Kind(String rule, int every) {
            this.rule = "field." + rule;
            this.every = every;
        }

        boolean has(int ordinal) {
            return every != 0 && ordinal % every == 0;
        }
    }

    @Test
    void shouldBeTheSameMembersInC() throws Exception {
        Path program = compiled();
        ServerOptions options =
                ServerOptions.builder().port(0).expectedCustomers(CUSTOMERS).build();
        try (MusterServer server = MusterServer.start(options);
                MusterClient client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()))) {
            client.createWorkspace("shop", "UTC", "EUR");
            WorkspaceClient shop = client.workspace("shop");
            load(shop);
            for (Kind kind : Kind.values()) {
                int segment = shop.createSegment(kind.name(), kind.rule).id();
                Path file = directory.resolve(kind.name());
                try (OutputStream target = Files.newOutputStream(file)) {
                    shop.export(segment, ExportFormat.ROARING, target);
                }
                assertEquals(expected(kind), run(List.of(program.toString(), file.toString())), kind.name());
            }
        }
    }

    private static String expected(Kind kind) {
        long count = 0;
        long sum = 0;
        for (int ordinal = 0; ordinal < CUSTOMERS; ordinal++) {
            if (kind.has(ordinal)) {
                count++;
                sum += ordinal;
            }
        }
        return count + " " + sum + "\n";
    }

    private static void load(WorkspaceClient shop) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < CUSTOMERS; i++) {
            lines.append("{\"type\":\"customer\",\"id\":\"c-")
                    .append(i)
                    .append("\",\"fields\":{\"few\":")
                    .append(Kind.FEW.has(i) ? 1 : 0)
                    .append(",\"half\":")
                    .append(Kind.HALF.has(i) ? 1 : 0)
                    .append("}}\n");
            if (i % 20_000 == 19_999 || i == CUSTOMERS - 1) {
                byte[] bytes = lines.toString().getBytes(UTF_8);
                shop.append(bytes, 0, bytes.length, Durability.MEMORY);
                lines.setLength(0);
            }
        }
    }

    private Path compiled() throws IOException, InterruptedException {
        Path source = directory.resolve("members.c");
        Path program = directory.resolve("members");
        Files.writeString(source, PROGRAM);
        String needed = "C compiler with libroaring: not found; apt-get install gcc libc6-dev libroaring-dev";
        boolean there;
        try {
            run(List.of("cc", "-o", program.toString(), source.toString(), "-lroaring"));
            there = true;
        } catch (IOException | AssertionError missing) {
            there = false;
        }
        assertFalse(!there && "required".equals(System.getProperty("muster.croaring")), needed);
        assumeTrue(there, needed);
        return program;
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running: " + command);
        assertEquals(0, process.exitValue(), printed);
        return printed;
    }
}
