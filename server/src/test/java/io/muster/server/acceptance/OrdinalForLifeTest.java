package io.muster.server.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.protocol.client.ExportFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/** Who keeps the ordinals of an export asks by them, and never about another customer. */
@Timeout(60)
class OrdinalForLifeTest {
    @TempDir
    private Path directory;

    @Test
    void shouldAnswerByOrdinalWhatAnExportSaysAndNothingOfWhoWasDeleted() throws IOException {
        try (ServedShop served = ServedShop.onSystemClock(directory)) {
            int segment = served.shop
                    .createSegment("vips", "customer_tags CONTAINS 'vip'")
                    .id();
            served.take(vip("c-1") + vip("c-2") + "{\"type\":\"customer\",\"id\":\"c-3\"}\n");
            int[] ordinals = served.shop.ordinals(List.of("c-1", "c-2", "c-3"));
            ByteArrayOutputStream exported = new ByteArrayOutputStream();
            served.shop.export(segment, ExportFormat.ROARING, exported);
            RoaringBitmap members = new RoaringBitmap();
            members.deserialize(ByteBuffer.wrap(exported.toByteArray()));
            assertEquals(RoaringBitmap.bitmapOf(ordinals[0], ordinals[1]), members);
            assertArrayEquals(new boolean[] {true, true, false}, served.shop.areMembers(segment, ordinals));

            served.take("{\"type\":\"customer_deleted\",\"id\":\"c-1\"}\n");
            assertArrayEquals(new boolean[] {false, true, false}, served.shop.areMembers(segment, ordinals));

            served.take(vip("c-1") + vip("c-4"));
            assertArrayEquals(new boolean[] {false, true, false}, served.shop.areMembers(segment, ordinals));
            assertArrayEquals(
                    new boolean[] {true, true},
                    served.shop.areMembers(segment, served.shop.ordinals(List.of("c-1", "c-4"))));
        }
    }

    private static String vip(String customer) {
        return "{\"type\":\"customer\",\"id\":\"" + customer + "\",\"tags\":[\"vip\"]}\n";
    }
}
