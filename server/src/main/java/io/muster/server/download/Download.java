package io.muster.server.download;

import io.muster.server.http.StreamedBody;
import io.muster.server.link.SegmentLink;
import io.muster.server.link.SegmentLinks;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the members of a segment to who has its link, as long as that is good. Belongs to the I/O thread. */
final class Download implements StreamedBody.Ending {
    private static final Logger LOG = LoggerFactory.getLogger(Download.class);

    private final RoutingContext asked;
    private final SegmentLinks links;
    private final SegmentLink link;
    private final ContactFormat format;
    private final MemberPages pages;
    private final int unreadTimeoutMs;
    private final Runnable ended;

    /** {@code ended} is called once. */
    Download(
            RoutingContext asked,
            SegmentLinks links,
            SegmentLink link,
            ContactFormat format,
            MemberPages pages,
            int unreadTimeoutMs,
            Runnable ended) {
        this.asked = asked;
        this.links = links;
        this.link = link;
        this.format = format;
        this.pages = pages;
        this.unreadTimeoutMs = unreadTimeoutMs;
        this.ended = ended;
    }

    /** Begins with the body; the head is said. */
    void begin() {
        links.counts().begin();
        StreamedBody body = new StreamedBody(asked, DownloadOptions.UNREAD_BYTES, unreadTimeoutMs, this);
        ContactStream contacts = new ContactStream(asked, body, pages, format, () -> refusal());
        body.send(Buffer.buffer(format.head()), contacts::goOn);
    }

    @Override
    public void ended() {
        ended.run();
    }

    @Override
    public void cutOff(String why) {
        LOG.warn("download of {} cut off: {}", links.name(link), why);
        links.counts().cut();
    }

    private String refusal() {
        return links.isGood(link) ? null : "its link is no longer good";
    }
}
