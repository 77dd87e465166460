package io.muster.server.api.data;

import io.muster.index.SegmentEntry;
import io.muster.server.api.ApiCall;
import io.muster.server.download.Attachment;
import io.muster.server.download.ContactFormat;

/** How members are told. */
enum MembersFormat {
    /** External ids, one a line. */
    IDS("ids", "text/plain; charset=utf-8", "txt", null),
    /** Ids, names and e-mail addresses. */
    CSV("csv", null, "csv", ContactFormat.CSV),
    /** The same as JSON Lines. */
    JSONL("jsonl", null, "jsonl", ContactFormat.JSONL),
    /** Ordinals in the portable form of Roaring bitmaps. */
    ROARING("roaring", "application/octet-stream", "roaring", null);

    private final String text;
    private final String contentType;
    private final String ending;
    private final ContactFormat contactsOrNull;

    MembersFormat(String text, String contentTypeOrNull, String ending, ContactFormat contactsOrNull) {
        this.text = text;
        this.ending = ending;
        this.contactsOrNull = contactsOrNull;
        contentType = contactsOrNull == null ? contentTypeOrNull : contactsOrNull.contentType();
    }

    /** Ids where none is named; throws where there is none of that name. */
    static MembersFormat ofText(String textOrNull) {
        if (textOrNull == null) {
            return IDS;
        }
        for (MembersFormat format : values()) {
            if (format.text.equals(textOrNull)) {
                return format;
            }
        }
        throw MembersCalls.unknownFormat(textOrNull);
    }

    /** Null where it has no contacts. */
    ContactFormat contactsOrNull() {
        return contactsOrNull;
    }

    void head(ApiCall call, SegmentEntry segment) {
        call.with("Content-Type", contentType)
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff")
                .with("Content-Disposition", Attachment.header(segment.name(), ending));
    }
}
