package io.muster.protocol.client;

import io.muster.protocol.codec.MembersFormat;

/** How the members of a segment are written. */
public enum ExportFormat {
    /** External ids, UTF-8, each followed by a newline. */
    IDS(MembersFormat.IDS),
    /** A portable Roaring bitmap of ordinals. */
    ROARING(MembersFormat.ROARING),
    /** Lines of ordinal, tab, external id. */
    DICTIONARY(MembersFormat.DICTIONARY);

    private final MembersFormat format;

    ExportFormat(MembersFormat format) {
        this.format = format;
    }

    MembersFormat format() {
        return format;
    }
}
