package io.muster.server.status;

import io.muster.server.http.HttpFrontEnd;
import io.muster.server.redis.RedisServer;
import io.muster.server.security.LoginCounts;
import io.muster.server.tls.TlsContext;
import io.muster.server.wire.WireServer;

/** How one comes in, as metrics. */
final class DoorSamples {
    private static final double MILLIS_A_SECOND = 1e3;

    private DoorSamples() {}

    static void add(Samples samples, Observed observed) {
        WireServer wire = observed.wire();
        HttpFrontEnd http = observed.http();
        RedisServer redis = observed.redis();
        samples.gauge(
                "muster_connections", "Connections of the binary protocol", wire == null ? 0 : wire.connections());
        samples.gauge("muster_http_connections", "Connections of HTTP", http == null ? 0 : http.connections());
        samples.gauge(
                "muster_redis_connections",
                "Connections of the Redis protocol",
                redis == null ? 0 : redis.connections());
        String meaning = "Connections for which there was no room";
        String away = "muster_connections_turned_away";
        samples.counter(away, meaning, wire == null ? 0 : wire.load().turnedAway(), "port", "binary");
        samples.counter(away, meaning, http == null ? 0 : http.turnedAway(), "port", "http");
        samples.counter(away, meaning, redis == null ? 0 : redis.turnedAway(), "port", "redis");
        LoginCounts logins = observed.doors.doorkeeper().logins();
        samples.counter("muster_logins", "Greetings and HTTP requests with a good token", logins.succeeded());
        samples.counter("muster_logins_failed", "Those with none, or one that is no good", logins.failed());
        TlsContext tls = observed.doors.tlsOrNull();
        if (tls != null) {
            samples.counter(
                    "muster_tls_handshakes_refused",
                    "TLS handshakes that failed, took too long, or were too many",
                    tls.refusedHandshakes());
            samples.gauge(
                    "muster_tls_certificate_end_seconds",
                    "When the certificate expires, seconds since the epoch",
                    tls.certificate().getNotAfter().getTime() / MILLIS_A_SECOND);
        }
    }
}
