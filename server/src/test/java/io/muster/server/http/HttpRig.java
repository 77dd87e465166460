package io.muster.server.http;

import io.muster.server.ServerState;
import io.muster.server.security.Doorkeeper;
import io.muster.server.security.Grants;
import io.muster.server.security.Role;
import io.muster.server.security.SecurityOptions;
import io.muster.server.security.Token;
import io.muster.server.security.TokenStore;
import io.muster.server.tls.TlsContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** An HTTP port with a doorkeeper, a health and a metric, for tests. */
final class HttpRig implements AutoCloseable {
    static final String METRIC = "muster_sequence_total 7.0\n";
    static final String REASON = "no space left on \"disk\"";

    final AtomicReference<Health> health = new AtomicReference<>(new Health(ServerState.SERVING, ""));
    final Doorkeeper doorkeeper;
    final HttpFrontEnd http;

    HttpRig(SecurityOptions options, TlsContext tlsOrNull, int maxConnections, int firstRequestMs) throws IOException {
        doorkeeper = new Doorkeeper(TokenStore.inMemory(), options, InstantSource.system());
        HttpDoors doors = new HttpDoors(doorkeeper, tlsOrNull, maxConnections, firstRequestMs);
        http = HttpFrontEnd.start("127.0.0.1", 0, doors, areas());
    }

    HttpRig(SecurityOptions options) throws IOException {
        this(options, null, 1_000, 10_000);
    }

    HttpRig() throws IOException {
        this(SecurityOptions.defaults());
    }

    List<HttpArea> areas() {
        return List.of(new HealthArea(health::get), new MetricsArea(access -> METRIC));
    }

    /** From here on tokens are needed; the answer's is one that may do everything. */
    String secret() {
        return doorkeeper.create("root", Grants.ALL, Token.NEVER).join().secret();
    }

    /** Another's, who may read. */
    String secretOfReader(String name) {
        return doorkeeper
                .create(name, new Grants(Map.of("shop", Set.of(Role.READ))), Token.NEVER)
                .join()
                .secret();
    }

    RawHttp raw() throws IOException {
        return new RawHttp(http.port());
    }

    @Override
    public void close() throws IOException {
        http.close();
        doorkeeper.close();
    }
}
