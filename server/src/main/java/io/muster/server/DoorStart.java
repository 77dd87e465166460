package io.muster.server;

import io.muster.server.disk.Disk;
import io.muster.server.journal.Journal;
import io.muster.server.security.Doorkeeper;
import io.muster.server.security.SecurityOptions;
import io.muster.server.security.TokenStore;
import io.muster.server.security.TokensLockedException;
import io.muster.server.tls.TlsContext;
import io.muster.server.wire.Doors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** The first thing that a server does: what must not be opened is refused at once, not after a replay. */
final class DoorStart {
    private DoorStart() {}

    /**
     * Reads tokens and certificates, for all ports.
     *
     * @throws IOException if one of them can't be used, or others could come in on some port that no token keeps out
     */
    static Doors open(ServerOptions options, Disk disk, Parts parts) throws IOException {
        SecurityOptions security = options.security();
        Path data = options.dataDirectory();
        Path file = security.tokenFile() == null && data != null
                ? data.resolve(TokenStore.FILE_NAME)
                : security.tokenFile();
        TokenStore store = file == null ? TokenStore.inMemory() : openTokens(options, disk, file);
        Doorkeeper doorkeeper = parts.add(new Doorkeeper(store, security, InstantSource.system()));
        String make = "muster token create NAME --role admin --all-workspaces --data " + (data == null ? "DIR" : data);
        doorkeeper.requireTokensBeyondLoopback("host", options.host(), make);
        if (options.http().isServed(options.port())) {
            doorkeeper.requireTokensBeyondLoopback("http-host", options.http().host(), make);
        }
        if (options.redis().isServed()) {
            doorkeeper.requireTokensBeyondLoopback("redis-host", options.redis().host(), make);
        }
        return new Doors(doorkeeper, options.tls().isOn() ? parts.add(new TlsContext(options.tls())) : null);
    }

    private static TokenStore openTokens(ServerOptions options, Disk disk, Path file) throws IOException {
        try {
            return TokenStore.open(disk, file);
        } catch (TokensLockedException e) {
            if (options.dataDirectory() != null) {
                // Where another server runs, this says so better.
                Journal.open(disk, options.dataDirectory(), options.journal()).close();
            }
            throw e;
        }
    }
}
