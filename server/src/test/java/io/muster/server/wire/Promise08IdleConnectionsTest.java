package io.muster.server.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.wire.flow.ConnectionOptions;
import io.muster.server.wire.session.SessionOptions;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten thousand connections that say nothing cost little, and nobody notices them. {@code -Dmuster.idle=N} for more. */
@Timeout(300)
class Promise08IdleConnectionsTest {
    private static final int CONNECTIONS = connections();
    private static final int LOOKUPS = 5_000;
    private static final int LEAST_FOUND = 17;
    private static final long MOST_HEAP_BYTES_EACH = 16 * 1024;
    private static final long MOST_DIRECT_BYTES = 64L << 20;
    private static final int MOST_LOOKS = 10;

    /** For everything else that this process has open. */
    private static final int OTHER_DESCRIPTORS = 1_000;

    @Test
    void shouldHoldThousandsThatSayNothingAndTellTheOneBeyond() throws Exception {
        ConnectionOptions limited = ConnectionOptions.defaults().withMaxConnections(CONNECTIONS + 1);
        try (WireFixture wire = new WireFixture(1_000, SessionOptions.defaults(), limited);
                MusterClient client = wire.connect()) {
            WorkspaceClient shop = client.workspace("shop");
            medianLookupNs(shop);
            double atRestNs = medianLookupNs(shop);
            long heapBefore = heapBytes();
            long directBefore = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
            Process idle = start(wire.server.port());
            try {
                assertEquals(CONNECTIONS + 1, wire.server.load().connections().used());
                double besideNs = medianLookupNs(shop);
                long heapEach = (heapBytes() - heapBefore) / CONNECTIONS;
                for (int look = 1; look < MOST_LOOKS && heapEach >= MOST_HEAP_BYTES_EACH; look++) {
                    heapEach = (heapBytes() - heapBefore) / CONNECTIONS;
                }
                long direct = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - directBefore;
                System.out.printf(
                        Locale.ROOT,
                        "%,d idle connections: %,d bytes of heap each, %,d KiB direct in all, look-up %.0f us at rest,"
                                + " %.0f us beside them%n",
                        CONNECTIONS,
                        heapEach,
                        direct / 1024,
                        atRestNs / 1e3,
                        besideNs / 1e3);
                assertTrue(heapEach < MOST_HEAP_BYTES_EACH, heapEach + " bytes of heap for a connection");
                assertTrue(direct < MOST_DIRECT_BYTES, direct + " bytes direct");
                try (RawClient beyond = wire.raw()) {
                    assertEquals(
                            ErrorType.BUSY, RawClient.error(beyond.receive()).code());
                }
            } finally {
                idle.destroy();
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> wire.server.load().connections().used() == 1);
            assertEquals(Membership.MEMBER, shop.isMember(1, "c-" + LEAST_FOUND));
        }
    }

    /** No more than the system lets this process hold. */
    private static int connections() {
        int wanted = Integer.getInteger("muster.idle", 10_000);
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? Math.clamp(unix.getMaxFileDescriptorCount() - OTHER_DESCRIPTORS, 1, wanted)
                : wanted;
    }

    /** In a process of its own, because one may not be allowed to hold both ends of so many. */
    private static Process start(int port) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(each -> each.startsWith("--") || each.startsWith("-Dio.netty"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), IdleConnections.class.getName()));
        command.addAll(List.of(Integer.toString(port), Integer.toString(CONNECTIONS)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        while (line != null && !line.startsWith(IdleConnections.READY)) {
            line = output.readLine();
        }
        if (line == null) {
            process.destroy();
        }
        assertEquals(IdleConnections.READY + CONNECTIONS, line);
        return process;
    }

    private static double medianLookupNs(WorkspaceClient shop) {
        long[] tookNs = new long[LOOKUPS];
        for (int i = 0; i < LOOKUPS; i++) {
            long startNs = System.nanoTime();
            assertEquals(Membership.MEMBER, shop.isMember(1, "c-" + LEAST_FOUND));
            tookNs[i] = System.nanoTime() - startNs;
        }
        Arrays.sort(tookNs);
        return tookNs[LOOKUPS / 2];
    }

    private static long heapBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
