package io.muster.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FrameSplitterTest {
    private static final class Collector implements FrameSplitter.Handler {
        final List<byte[]> frames = new ArrayList<>();
        int framesPerTurn = Integer.MAX_VALUE;
        int badLength;
        Random together;
        private int inTurn;

        @Override
        public int onFrames(DirectBuffer stream) {
            int taken = 0;
            while (together != null && together.nextInt(4) != 0 && isWhole(stream, taken)) {
                int size = FrameDescriptor.LENGTH_SIZE + FrameDescriptor.length(stream, taken);
                byte[] copy = new byte[size];
                stream.getBytes(taken, copy);
                frames.add(copy);
                taken += size;
            }
            return taken;
        }

        private static boolean isWhole(DirectBuffer stream, int start) {
            int left = stream.capacity() - start - FrameDescriptor.LENGTH_SIZE;
            return left >= 0 && left >= FrameDescriptor.length(stream, start);
        }

        @Override
        public boolean onFrame(DirectBuffer frame) {
            byte[] copy = new byte[frame.capacity()];
            frame.getBytes(0, copy);
            frames.add(copy);
            inTurn = (inTurn + 1) % framesPerTurn;
            return framesPerTurn == Integer.MAX_VALUE || inTurn != 0;
        }

        @Override
        public void onBadLength(int length, int maxLength) {
            badLength = length;
        }
    }

    private final Collector collector = new Collector();
    private final List<ByteBuf> given = new ArrayList<>();
    private final FrameSplitter splitter = new FrameSplitter(UnpooledByteBufAllocator.DEFAULT, 100_000, collector);

    @Test
    void shouldFindEveryFrameWhereverTheStreamIsCutTwice() {
        byte[] stream = stream(frame(0, 1), frame(7, 2), frame(30, 3));
        for (int first = 0; first <= stream.length; first++) {
            for (int second = first; second <= stream.length; second++) {
                collector.frames.clear();
                give(stream, 0, first);
                give(stream, first, second);
                give(stream, second, stream.length);
                assertEquals(3, collector.frames.size(), "cut at " + first + " and " + second);
                assertTrue(Arrays.equals(frame(0, 1), collector.frames.get(0)));
                assertTrue(Arrays.equals(frame(7, 2), collector.frames.get(1)));
                assertTrue(Arrays.equals(frame(30, 3), collector.frames.get(2)));
            }
        }
        assertAllReleased();
    }

    @Test
    void shouldFindEveryFrameOfARandomStreamInRandomPieces() {
        findEveryFrame(random());
    }

    @Test
    void shouldFindEveryFrameOnceWhereSomeAreTakenTogether() {
        collector.together = random();
        findEveryFrame(collector.together);
    }

    private static Random random() {
        long seed = System.nanoTime();
        System.out.println("FrameSplitterTest seed " + seed);
        return new Random(seed);
    }

    private void findEveryFrame(Random random) {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            frames.add(frame(random.nextInt(random.nextInt(20) == 0 ? 50_000 : 100), i));
        }
        byte[] stream = stream(frames.toArray(byte[][]::new));
        int from = 0;
        while (from < stream.length) {
            int to = Math.min(stream.length, from + 1 + random.nextInt(3_000));
            give(stream, from, to);
            from = to;
        }
        assertEquals(frames.size(), collector.frames.size());
        for (int i = 0; i < frames.size(); i++) {
            assertTrue(Arrays.equals(frames.get(i), collector.frames.get(i)), "frame " + i);
        }
        assertAllReleased();
    }

    @Test
    void shouldStopWhenToldAndGoOnLater() {
        collector.framesPerTurn = 2;
        splitter.add(bytes(stream(frame(1, 1), frame(1, 2), frame(1, 3), frame(1, 4), frame(1, 5))));
        assertFalse(splitter.deliver());
        assertEquals(2, collector.frames.size());
        splitter.add(bytes(frame(1, 6)));
        assertFalse(splitter.deliver());
        assertEquals(4, collector.frames.size());
        assertFalse(splitter.deliver());
        assertTrue(splitter.deliver());
        assertEquals(6, collector.frames.size());
        assertAllReleased();
    }

    @Test
    void shouldGiveBackTheBufferOfWhatWaits() {
        collector.framesPerTurn = 2;
        ByteBuf lent = bytes(stream(frame(1, 1), frame(1, 2), frame(1, 3)));
        splitter.add(lent);
        assertFalse(splitter.deliver());
        splitter.keepApart();
        assertEquals(0, lent.refCnt());
        splitter.add(bytes(frame(1, 4)));
        splitter.keepApart();
        assertAllReleased();
        assertFalse(splitter.deliver());
        assertEquals(4, collector.frames.size());
        assertTrue(Arrays.equals(frame(1, 3), collector.frames.get(2)));
        assertTrue(Arrays.equals(frame(1, 4), collector.frames.get(3)));
        assertTrue(splitter.deliver());
        splitter.keepApart();
    }

    @Test
    void shouldStopForGoodAtAnImpossibleLength() {
        for (int length : new int[] {Integer.MIN_VALUE, -1, 0, FrameDescriptor.MIN_LENGTH - 1, 100_001}) {
            Collector each = new Collector();
            FrameSplitter fresh = new FrameSplitter(UnpooledByteBufAllocator.DEFAULT, 100_000, each);
            byte[] bad = frame(8, 2);
            new UnsafeBuffer(bad).putInt(0, length, ByteOrder.LITTLE_ENDIAN);
            fresh.add(bytes(stream(frame(3, 1), bad, frame(3, 3))));
            fresh.deliver();
            fresh.add(bytes(frame(3, 4)));
            fresh.deliver();
            assertEquals(1, each.frames.size());
            assertEquals(length, each.badLength);
        }
        assertAllReleased();
    }

    @Test
    void shouldTakeTheLongestFrameAllowed() {
        byte[] longest = frame(100_000 - FrameDescriptor.MIN_LENGTH, 1);
        give(longest, 0, 10);
        give(longest, 10, longest.length);
        assertEquals(1, collector.frames.size());
        assertAllReleased();
    }

    @Test
    void shouldGiveUpItsMemoryWhenClosed() {
        byte[] frame = frame(5_000, 1);
        give(frame, 0, 4_000);
        splitter.close();
        give(frame, 4_000, frame.length);
        assertEquals(0, collector.frames.size());
        assertAllReleased();
    }

    private void give(byte[] stream, int from, int to) {
        splitter.add(bytes(Arrays.copyOfRange(stream, from, to)));
        assertTrue(splitter.deliver());
    }

    private ByteBuf bytes(byte[] bytes) {
        ByteBuf direct = Unpooled.directBuffer(Math.max(1, bytes.length)).writeBytes(bytes);
        given.add(direct);
        return direct;
    }

    private void assertAllReleased() {
        for (ByteBuf each : given) {
            assertEquals(0, each.refCnt());
        }
    }

    private static byte[] stream(byte[]... frames) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            stream.writeBytes(frame);
        }
        return stream.toByteArray();
    }

    private static byte[] frame(int bodyLength, long correlationId) {
        byte[] bytes = new byte[FrameDescriptor.BODY_OFFSET + bodyLength];
        FrameDescriptor.putHead(new UnsafeBuffer(bytes), 0, 0, 30, correlationId, bodyLength);
        Arrays.fill(bytes, FrameDescriptor.BODY_OFFSET, bytes.length, (byte) correlationId);
        return bytes;
    }
}
