package io.muster.index.algebra;

import java.nio.ByteBuffer;
import org.roaringbitmap.ContainerPointer;
import org.roaringbitmap.RoaringBitmap;

/**
 * A set of customers as portable Roaring, with runs where these are shorter; made of the set as it stands, of which
 * nothing is copied before it is {@link #write written}. One thread.
 */
public final class PortableMembers {
    private final RoaringBitmap shared = new RoaringBitmap();

    /** The set, which must not change before it is written. */
    public PortableMembers(RoaringBitmap members) {
        ContainerPointer each = members.getContainerPointer();
        while (each.getContainer() != null) {
            shared.append(each.key(), each.getContainer().runOptimize());
            each.advance();
        }
    }

    public int lengthBytes() {
        return shared.serializedSizeInBytes();
    }

    /** Writes it at the buffer's position. */
    public void write(ByteBuffer target) {
        shared.serialize(target);
    }
}
