package io.muster.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.muster.server.security.Access;
import io.muster.server.security.Doorkeeper;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;

/**
 * Who asks, by {@code Authorization: Bearer SECRET}: every request says so anew. A login that is refused is counted and
 * waits, without holding up the thread, before it is answered. The I/O thread.
 */
public final class Login {
    private static final String SCHEME = "Bearer ";
    private static final byte[] NONE = {};
    /** One answer, whatever was wrong with it. */
    private static final String NO_GOOD = "token: found none, or one that is not good (any more), expected a good one"
            + " (Authorization: Bearer SECRET)";

    private final Doorkeeper doorkeeper;
    private final Callers callers;

    Login(Doorkeeper doorkeeper, Callers callers) {
        this.doorkeeper = doorkeeper;
        this.callers = callers;
    }

    /** Goes on where the token is good, or there are none at all; else answers 401. */
    public void require(RoutingContext asked, Consumer<Access> entered) {
        Access access = admit(asked);
        if (access == null) {
            later(asked, () -> {
                asked.response().putHeader("WWW-Authenticate", "Bearer realm=\"muster\"");
                Problem.answer(asked, 401, "Unauthorized", NO_GOOD);
            });
        } else {
            entered.accept(access);
        }
    }

    /** Goes on in any case: with null for who has no token, or one that is no good. */
    public void ask(RoutingContext asked, Consumer<Access> answer) {
        boolean stranger = !doorkeeper.isOpen()
                && asked.request().headers().getAll("Authorization").isEmpty();
        Access access = stranger ? null : admit(asked);
        if (access == null && !stranger) {
            later(asked, () -> answer.accept(null));
        } else {
            answer.accept(access);
        }
    }

    private Access admit(RoutingContext asked) {
        Access access = doorkeeper.admit(secret(asked.request().headers().getAll("Authorization")));
        if (access == null) {
            doorkeeper.noteRefusal(address(asked.request().remoteAddress()));
        } else {
            callers.letStay(asked);
        }
        return access;
    }

    private void later(RoutingContext asked, Runnable answer) {
        int delayMs = doorkeeper.options().loginDelayMs();
        if (delayMs == 0) {
            answer.run();
        } else {
            asked.vertx().setTimer(delayMs, timer -> {
                if (!asked.response().closed()) {
                    answer.run();
                }
            });
        }
    }

    private static byte[] secret(List<String> credentials) {
        boolean one =
                credentials.size() == 1 && credentials.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return one ? credentials.getFirst().substring(SCHEME.length()).strip().getBytes(ISO_8859_1) : NONE;
    }

    private static InetSocketAddress address(SocketAddress from) {
        return new InetSocketAddress(from.hostAddress(), from.port());
    }
}
