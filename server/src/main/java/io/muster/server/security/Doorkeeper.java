package io.muster.server.security;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets connections in, and puts them out again when their token is revoked or expires. Any thread; nothing waits for
 * the disk but the doorkeeper's own thread.
 *
 * <p>As long as there is no token everybody may come in; from the first one on nobody does without one, and who had
 * come in without is put out.
 */
public final class Doorkeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
    private static final int LOOK_ROUND_MS = 250;
    /** Who made the first token, or revoked their own, is to read the answer before the connection goes. */
    private static final int LEAVE_MS = 250;

    private final TokenStore store;
    private final SecurityOptions options;
    private final InstantSource clock;
    private final LoginCounts logins = new LoginCounts();
    private final RefusalLog refusals = new RefusalLog();
    private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread;
    private final AtomicBoolean looking = new AtomicBoolean();
    private TokenSet lookedAt = TokenSet.NONE;

    /** Takes over {@code store}. */
    public Doorkeeper(TokenStore store, SecurityOptions options, InstantSource clock) {
        this.store = store;
        this.options = options;
        this.clock = clock;
        thread = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("muster-doors").unstarted(task));
        if (!store.tokens().isEmpty()) {
            beginLookingRound();
        }
    }

    /** One who knows no tokens and can be told of some; they are kept in memory only. */
    public static Doorkeeper withoutTokens() {
        return new Doorkeeper(TokenStore.inMemory(), SecurityOptions.defaults(), InstantSource.system());
    }

    /** How the doors are kept. */
    public SecurityOptions options() {
        return options;
    }

    /** Who came in and who did not. */
    public LoginCounts logins() {
        return logins;
    }

    /** Whether everybody may come in. */
    public boolean isOpen() {
        return store.tokens().isEmpty();
    }

    /**
     * What the holder of that secret may do; null where it is no good, whatever the reason. All tokens are compared, in
     * a time that does not depend on which one it is.
     */
    public Access admit(byte[] secret) {
        TokenSet tokens = store.tokens();
        if (tokens.isEmpty()) {
            return Access.OPEN;
        }
        Token token = secret.length > TokenSecret.MAX_BYTES ? null : tokens.withHash(TokenSecret.hash(secret));
        if (token == null || !token.isValidAt(clock.millis())) {
            logins.fail();
            return null;
        }
        logins.succeed();
        return Access.of(token);
    }

    /** Notes for the log that somebody was not let in. */
    public void noteRefusal(SocketAddress from) {
        refusals.refused(from);
    }

    /**
     * Notes that somebody is in.
     *
     * @param putOut closes the connection; called once at most, on any thread
     */
    public Visit enter(Access access, Runnable putOut) {
        Visit visit = new Visit(this, access, putOut);
        visits.add(visit);
        if (!isGood(access, store.tokens(), clock.millis())) {
            putOut(visit);
        }
        return visit;
    }

    /** All tokens, in the order in which they were made. */
    public List<Token> tokens() {
        return store.all();
    }

    /** As {@link TokenStore#create}, on the doorkeeper's thread. */
    public CompletableFuture<IssuedToken> create(String name, Grants grants, long expiresMillis) {
        return onThread(() -> {
            IssuedToken issued = store.create(name, grants, expiresMillis, clock.millis());
            LOG.info("token {} made", issued.token());
            beginLookingRound();
            return issued;
        });
    }

    /** As {@link TokenStore#revoke}, on the doorkeeper's thread; connections that came in with it are closed. */
    public CompletableFuture<Token> revoke(String name) {
        return onThread(() -> {
            Token revoked = store.revoke(name, false, clock.millis());
            LOG.info("token {} revoked", revoked);
            return revoked;
        });
    }

    /**
     * Throws {@link IOException} where others than this machine could come in, and no token keeps them out.
     *
     * @param option that names the address
     * @param host to be listened on
     * @param whereToMakeOne what an operator has to type
     */
    public void requireTokensBeyondLoopback(String option, String host, String whereToMakeOne) throws IOException {
        if (isOpen() && !isLoopback(host)) {
            throw new IOException(
                    option + ": found " + host + ", which others can reach, and no token to keep them out;"
                            + " expected a loopback address such as 127.0.0.1, or a token. Make one first with: "
                            + whereToMakeOne);
        }
    }

    /** Forgets who is in, and gives the tokens back. */
    @Override
    public void close() throws IOException {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LOOK_ROUND_MS * 8L, MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        visits.clear();
        store.close();
    }

    void left(Visit visit) {
        visits.remove(visit);
    }

    /** Without tokens nobody has to go. */
    private void beginLookingRound() {
        if (looking.compareAndSet(false, true)) {
            thread.scheduleWithFixedDelay(this::lookRound, 0, LOOK_ROUND_MS, MILLISECONDS);
        }
    }

    private void lookRound() {
        TokenSet tokens = store.tokens();
        long nowMillis = clock.millis();
        boolean changed = tokens != lookedAt;
        lookedAt = tokens;
        for (Visit visit : visits) {
            if ((changed || visit.access().mayExpire())
                    && !isGood(visit.access(), tokens, nowMillis)
                    && visit.beginLeaving()) {
                thread.schedule(() -> putOut(visit), LEAVE_MS, MILLISECONDS);
            }
        }
    }

    private void putOut(Visit visit) {
        if (visits.remove(visit)) {
            LOG.debug("a connection with {} is closed: it is no longer let in", visit.access());
            visit.putOut();
        }
    }

    private static boolean isGood(Access access, TokenSet tokens, long nowMillis) {
        Token token = access.token();
        return token == null ? tokens.isEmpty() : tokens.all().contains(token) && token.isValidAt(nowMillis);
    }

    private <T> CompletableFuture<T> onThread(Callable<T> task) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return task.call();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                thread);
    }

    private static boolean isLoopback(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            // Listening fails by itself, and says so.
            return true;
        }
    }
}
