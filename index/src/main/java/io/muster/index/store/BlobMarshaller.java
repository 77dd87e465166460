package io.muster.index.store;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.hash.serialization.SizedReader;
import net.openhft.chronicle.hash.serialization.SizedWriter;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** Carries blobs into a Chronicle Map and out of it. Without state, so that a map may share it. */
final class BlobMarshaller implements SizedReader<Blob>, SizedWriter<Blob> {
    @Override
    public long size(Blob blob) {
        return blob.length();
    }

    @Override
    public void write(Bytes<?> out, long size, Blob blob) {
        out.write(blob.bytes(), 0, blob.length());
    }

    @Override
    public Blob read(Bytes<?> in, long size, Blob using) {
        Blob blob = using == null ? new Blob() : using;
        blob.resize((int) size);
        in.read(blob.bytes(), 0, blob.length());
        return blob;
    }

    @Override
    public void readMarshallable(WireIn wire) {}

    @Override
    public void writeMarshallable(WireOut wire) {}
}
