package io.muster.server;

import io.muster.server.console.ConsoleArea;
import io.muster.server.http.Health;
import io.muster.server.http.HealthArea;
import io.muster.server.http.HttpArea;
import io.muster.server.http.HttpDoors;
import io.muster.server.http.HttpFrontEnd;
import io.muster.server.http.HttpOptions;
import io.muster.server.http.MetricsArea;
import io.muster.server.security.Role;
import io.muster.server.status.Metrics;
import io.muster.server.status.Observed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The HTTP port on its way: it starts on a thread of its own while the disk is read, so that the binary port is not
 * later for it. One thread.
 */
final class HttpStart implements AutoCloseable {
    private final Metrics metrics;
    private final CompletableFuture<HttpFrontEnd> starting;

    private HttpStart(Metrics metrics, CompletableFuture<HttpFrontEnd> starting) {
        this.metrics = metrics;
        this.starting = starting;
    }

    /** Begins to listen, if the options say so; {@code more} is served beside health and metrics. */
    static HttpStart begin(ServerOptions options, Observed observed, HttpDoors doors, List<HttpArea> more) {
        HttpOptions http = options.http();
        if (!http.isServed(options.port())) {
            return new HttpStart(null, CompletableFuture.completedFuture(null));
        }
        Metrics metrics = new Metrics(observed);
        ServerLife life = observed.life();
        CompletableFuture<HttpFrontEnd> starting = new CompletableFuture<>();
        Thread.ofPlatform().name("muster-http-start").daemon().start(() -> {
            try {
                HttpFrontEnd started = HttpFrontEnd.start(
                        http.host(), http.portBeside(options.port()), doors, areas(life, metrics, more));
                observed.listeningHttp(started);
                starting.complete(started);
            } catch (Throwable failure) {
                starting.completeExceptionally(failure);
            }
        });
        return new HttpStart(metrics, starting);
    }

    private static List<HttpArea> areas(ServerLife life, Metrics metrics, List<HttpArea> more) {
        List<HttpArea> areas = new ArrayList<>();
        areas.add(new HealthArea(() -> new Health(life.state(), life.detail())));
        areas.add(new MetricsArea(access -> metrics.scrape(workspace -> access.allows(workspace, Role.READ))));
        areas.add(new ConsoleArea());
        areas.addAll(more);
        return areas;
    }

    /** Returns when it listens; null where HTTP is not served. */
    HttpFrontEnd await() throws IOException {
        try {
            return starting.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof IOException io ? io : new IOException(failed.getCause());
        }
    }

    @Override
    public void close() {
        starting.handle((started, failure) -> {
                    if (started != null) {
                        started.close();
                    }
                    return null;
                })
                .join();
        if (metrics != null) {
            metrics.close();
        }
    }
}
