package io.muster.server.download;

import io.muster.server.http.CutOff;
import io.muster.server.link.SegmentLink;
import io.muster.server.link.SegmentLinks;
import io.muster.server.wire.backend.BackendException;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the members of a segment as fast as the reader takes them. Belongs to the I/O thread.
 *
 * <p>What ends before the last member ends with the connection, and without the last chunk: the reader can't take it
 * for the whole.
 */
final class Download {
    private static final Logger LOG = LoggerFactory.getLogger(Download.class);
    private static final int USUAL_RETRY_MS = 20;
    private static final long NO_TIMER = -1;

    private final RoutingContext asked;
    private final HttpServerResponse response;
    private final Context context;
    private final SegmentLinks links;
    private final SegmentLink link;
    private final ContactFormat format;
    private final MemberPages pages;
    private final int unreadTimeoutMs;
    private final Runnable ended;
    private long patience = NO_TIMER;
    private boolean said;
    private boolean over;

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
        response = asked.response();
        context = asked.vertx().getOrCreateContext();
    }

    /** Begins with the body; the head is said. */
    void begin() {
        links.counts().begin();
        asked.addEndHandler(gone -> {
            if (!said) {
                end();
            }
        });
        response.setChunked(true).setWriteQueueMaxSize(DownloadOptions.UNREAD_BYTES);
        if (!format.head().isEmpty()) {
            response.write(format.head());
        }
        goOn();
    }

    private void goOn() {
        if (over) {
            return;
        }
        if (!links.isGood(link)) {
            cutOff("its link is no longer good");
        } else if (pages.next()) {
            ask();
        } else {
            said = true;
            beImpatient();
            response.end().onComplete(sent -> end());
        }
    }

    private void ask() {
        if (!over) {
            pages.contacts()
                    .whenComplete((contacts, failure) -> context.runOnContext(back -> answered(contacts, failure)));
        }
    }

    private void answered(List<Contact> contacts, Throwable failure) {
        if (over) {
            return;
        }
        Throwable reason = failure instanceof CompletionException ? failure.getCause() : failure;
        if (reason instanceof BackendException busy && busy.kind() == BackendException.Kind.BUSY) {
            asked.vertx().setTimer(Math.max(USUAL_RETRY_MS, busy.retryAfterMs()), again -> ask());
        } else if (reason != null) {
            cutOff(reason.toString());
        } else {
            send(contacts);
        }
    }

    private void send(List<Contact> contacts) {
        if (!contacts.isEmpty()) {
            response.write(format.write(contacts));
        }
        if (response.writeQueueFull()) {
            beImpatient();
            response.drainHandler(taken -> {
                bePatient();
                goOn();
            });
        } else {
            goOn();
        }
    }

    private void beImpatient() {
        patience = asked.vertx()
                .setTimer(
                        unreadTimeoutMs,
                        late -> cutOff("its reader took too little within " + unreadTimeoutMs + " ms"));
    }

    private void bePatient() {
        asked.vertx().cancelTimer(patience);
        patience = NO_TIMER;
    }

    private void cutOff(String why) {
        if (over) {
            return;
        }
        LOG.warn("download of {} cut off: {}", links.name(link), why);
        links.counts().cut();
        end();
        CutOff.now(asked.request().connection());
    }

    private void end() {
        if (!over) {
            over = true;
            bePatient();
            ended.run();
        }
    }
}
