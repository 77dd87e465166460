package io.muster.server.download;

import io.muster.server.http.StreamedBody;
import io.muster.server.wire.backend.BackendException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Sends members with their names and addresses, a page after the other. Belongs to the I/O thread. */
public final class ContactStream {
    private static final int USUAL_RETRY_MS = 20;

    private final RoutingContext asked;
    private final Context context;
    private final StreamedBody body;
    private final MemberPages pages;
    private final ContactFormat format;
    private final Supplier<String> refusal;

    /** {@code refusal} says before each page why it may not go on; null where it may. */
    public ContactStream(
            RoutingContext asked,
            StreamedBody body,
            MemberPages pages,
            ContactFormat format,
            Supplier<String> refusal) {
        this.asked = asked;
        this.body = body;
        this.pages = pages;
        this.format = format;
        this.refusal = refusal;
        context = asked.vertx().getOrCreateContext();
    }

    /** Sends what comes next, up to the end. */
    public void goOn() {
        if (body.isOver()) {
            return;
        }
        String refused = refusal.get();
        if (refused != null) {
            body.cutOff(refused);
        } else if (pages.next()) {
            ask();
        } else {
            body.finish();
        }
    }

    private void ask() {
        if (!body.isOver()) {
            pages.contacts()
                    .whenComplete((contacts, failure) -> context.runOnContext(back -> answered(contacts, failure)));
        }
    }

    private void answered(List<Contact> contacts, Throwable failure) {
        Throwable reason = failure instanceof CompletionException ? failure.getCause() : failure;
        if (reason instanceof BackendException busy && busy.kind() == BackendException.Kind.BUSY) {
            asked.vertx().setTimer(Math.max(USUAL_RETRY_MS, busy.retryAfterMs()), again -> ask());
        } else if (reason != null) {
            body.cutOff(reason.toString());
        } else {
            body.send(Buffer.buffer(format.write(contacts)), this::goOn);
        }
    }
}
