package io.muster.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FrameDescriptorTest {
    @Test
    void shouldLayTheHeadOutAsDrawn() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[20]);
        FrameDescriptor.putHead(buffer, 0, 0x1234, 0x0203, 0x1122334455667788L, 5);
        byte[] expected = {
            21, 0, 0, 0, 0x34, 0x12, 0x03, 0x02, 0x25, 0x1E, 2, 0, (byte) 0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11
        };
        assertArrayEquals(expected, buffer.byteArray());
    }

    @Test
    void shouldReadTheHeadItWrote() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        FrameDescriptor.putHead(buffer, 3, 65_535, 65_534, -7L, 100);
        assertEquals(FrameDescriptor.MIN_LENGTH + 100, FrameDescriptor.length(buffer, 3));
        assertEquals(65_535, FrameDescriptor.blockLength(buffer, 3));
        assertEquals(65_534, FrameDescriptor.templateId(buffer, 3));
        assertEquals(7_717, FrameDescriptor.schemaId(buffer, 3));
        assertEquals(2, FrameDescriptor.schemaVersion(buffer, 3));
        assertEquals(-7L, FrameDescriptor.correlationId(buffer, 3));
    }
}
