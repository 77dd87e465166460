package io.muster.server.status;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.server.http.HttpFrontEnd;
import io.muster.server.redis.RedisServer;
import io.muster.server.security.Doorkeeper;
import io.muster.server.tls.TlsContext;
import io.muster.server.wire.WireServer;
import java.io.IOException;

/** How one comes in, in a server's status: ports, connections, logins, TLS. Any thread. */
final class DoorStatus {
    private DoorStatus() {}

    static void write(JsonGenerator json, Observed observed) throws IOException {
        WireServer wire = observed.wire();
        HttpFrontEnd http = observed.http();
        RedisServer redis = observed.redis();
        json.writeNumberField("port", wire == null ? observed.options.port() : wire.port());
        json.writeNumberField("http_port", http == null ? 0 : http.port());
        json.writeNumberField("redis_port", redis == null ? 0 : redis.port());
        json.writeNumberField("connections", wire == null ? 0 : wire.connections());
        json.writeNumberField("http_connections", http == null ? 0 : http.connections());
        json.writeNumberField("redis_connections", redis == null ? 0 : redis.connections());
        json.writeObjectFieldStart("doors");
        Doorkeeper doorkeeper = observed.doors.doorkeeper();
        json.writeBooleanField("tokens_needed", !doorkeeper.isOpen());
        json.writeNumberField("logins", doorkeeper.logins().succeeded());
        json.writeNumberField("failed_logins", doorkeeper.logins().failed());
        json.writeNumberField(
                "turned_away",
                (wire == null ? 0 : wire.load().turnedAway())
                        + (http == null ? 0 : http.turnedAway())
                        + (redis == null ? 0 : redis.turnedAway()));
        TlsContext tls = observed.doors.tlsOrNull();
        json.writeBooleanField("tls", tls != null);
        if (tls != null) {
            json.writeNumberField("refused_handshakes", tls.refusedHandshakes());
            json.writeStringField(
                    "certificate_until",
                    tls.certificate().getNotAfter().toInstant().toString());
        }
        json.writeEndObject();
    }
}
