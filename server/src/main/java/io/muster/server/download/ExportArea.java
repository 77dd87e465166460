package io.muster.server.download;

import io.muster.server.http.HttpArea;
import io.muster.server.http.Login;
import io.muster.server.link.LinkedSegments;
import io.muster.server.link.SegmentLink;
import io.muster.server.link.SegmentLinks;
import io.muster.server.security.Doorkeeper;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /export/SECRET?format=csv|jsonl}: the members of a segment for whoever knows its secret address, without a
 * token. Its routes belong to the I/O thread.
 *
 * <p>Whatever is wrong with an address (too short, too long, never known, revoked, of a segment that is no more), the
 * answer is the same, and comes after the delay that a refused login has. No path is logged.
 */
public final class ExportArea implements HttpArea {
    private static final Logger LOG = LoggerFactory.getLogger(ExportArea.class);
    private static final String PREFIX = "/export/";
    private static final int RETRY_AFTER_SECONDS = 1;

    private final Backend backend;
    private final Doorkeeper doorkeeper;
    private final DownloadOptions options;
    private final DownloadSlots slots;

    /**
     * What {@code backend} has.
     *
     * @param backend may be starting yet
     * @param doorkeeper says how long a wrong guess waits for its answer
     */
    public ExportArea(Backend backend, Doorkeeper doorkeeper, DownloadOptions options) {
        this.backend = backend;
        this.doorkeeper = doorkeeper;
        this.options = options;
        slots = new DownloadSlots(options);
    }

    @Override
    public void addTo(Router router, Login login) {
        router.route(PREFIX + "*").handler(this::answer);
    }

    private void answer(RoutingContext asked) {
        asked.response()
                .putHeader("Cache-Control", "no-store")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Robots-Tag", "noindex, nofollow");
        HttpMethod method = asked.request().method();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            asked.response().putHeader("Allow", "GET, HEAD");
            Refusal.METHOD.answer(asked.response());
            return;
        }
        try {
            answer(asked, backend.links().links());
        } catch (BackendException notYet) {
            refuseForNow(asked.response());
        }
    }

    private void answer(RoutingContext asked, SegmentLinks links) {
        String path = asked.request().path();
        SegmentLink link = links.find(path.length() > PREFIX.length() ? path.substring(PREFIX.length()) : "");
        if (link == null) {
            refuseGuess(asked);
            return;
        }
        ContactFormat format = format(asked);
        if (format == null) {
            Refusal.FORMAT.answer(asked.response());
        } else if (asked.request().method() == HttpMethod.HEAD) {
            head(asked, links.name(link), format);
            asked.response().end();
        } else {
            download(asked, links, link, format);
        }
    }

    private void download(RoutingContext asked, SegmentLinks links, SegmentLink link, ContactFormat format) {
        if (!slots.take(link)) {
            refuseForNow(asked.response());
            return;
        }
        Context context = asked.vertx().getOrCreateContext();
        MemberPages.open(backend, link)
                .whenComplete((pages, failure) -> context.runOnContext(back -> {
                    LinkedSegments.Name name = links.name(link);
                    if (asked.response().closed()) {
                        slots.give(link);
                    } else if (failure != null) {
                        slots.give(link);
                        refuseForNow(asked.response());
                    } else if (pages == null || name == null || !links.isGood(link)) {
                        slots.give(link);
                        refuseGuess(asked);
                    } else {
                        LOG.info("download of {} to {}", name, asked.request().remoteAddress());
                        head(asked, name, format);
                        new Download(
                                        asked,
                                        links,
                                        link,
                                        format,
                                        pages,
                                        options.unreadTimeoutMs(),
                                        () -> slots.give(link))
                                .begin();
                    }
                }));
    }

    private void refuseGuess(RoutingContext asked) {
        doorkeeper.noteRefusal(new InetSocketAddress(
                asked.request().remoteAddress().hostAddress(),
                asked.request().remoteAddress().port()));
        int delayMs = doorkeeper.options().loginDelayMs();
        if (delayMs == 0) {
            Refusal.ADDRESS.answer(asked.response());
        } else {
            asked.vertx().setTimer(delayMs, timer -> Refusal.ADDRESS.answer(asked.response()));
        }
    }

    private static void refuseForNow(HttpServerResponse response) {
        response.putHeader("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
        Refusal.NOT_NOW.answer(response);
    }

    private static void head(RoutingContext asked, LinkedSegments.Name name, ContactFormat format) {
        asked.response()
                .putHeader("Content-Type", format.contentType())
                .putHeader("Content-Disposition", Attachment.header(name == null ? "" : name.segment(), format.text()));
    }

    /** Null where it is none. */
    private static ContactFormat format(RoutingContext asked) {
        try {
            return ContactFormat.ofText(asked.request().getParam("format"));
        } catch (IllegalArgumentException notEncoded) {
            return null;
        }
    }
}
