package io.muster.server.wire;

import io.muster.index.SegmentEntry;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.MusterClient;
import io.muster.server.security.Doorkeeper;
import io.muster.server.wire.flow.ConnectionOptions;
import io.muster.server.wire.session.SessionOptions;

/** A server with one workspace by hand: {@code odd} is segment 1 on slot 0, {@code third} segment 2 on slot 70. */
final class WireFixture implements AutoCloseable {
    static final int CUSTOMERS = 1_000;
    static final SegmentEntry ODD = new SegmentEntry(1, "odd", "ordinal is odd", 1, 0, 5);
    static final SegmentEntry THIRD = new SegmentEntry(2, "third", "ordinal divides by 3", 4, 70, 6);

    final FakeWorkspace shop;
    final FakeBackend backend;
    final WireServer server;

    WireFixture() {
        this(CUSTOMERS, new SessionOptions(10_000, 16 * 1024, 1_024, 300, 4));
    }

    WireFixture(int customers, SessionOptions session) {
        this(customers, session, ConnectionOptions.defaults());
    }

    WireFixture(int customers, SessionOptions session, ConnectionOptions connections) {
        this(customers, session, connections, new Doors(Doorkeeper.withoutTokens(), null));
    }

    WireFixture(Doors doors) {
        this(10, new SessionOptions(10_000, 16 * 1024, 1_024, 300, 4), ConnectionOptions.defaults(), doors);
    }

    WireFixture(int customers, SessionOptions session, ConnectionOptions connections, Doors doors) {
        shop = new FakeWorkspace(1, "shop", customers, 2);
        shop.catalog(3, ODD, THIRD);
        for (int i = 0; i < customers; i++) {
            shop.set(i, ODD.slot(), i % 2 == 1);
            shop.set(i, THIRD.slot(), i % 3 == 0);
        }
        backend = new FakeBackend().with(shop);
        server = new WireServer(
                new WireOptions(WireOptions.LOOPBACK, 0, 1, false, "test", session, connections), doors, backend);
    }

    /** One where a look-up waits for its sequence for as long as a test may take. */
    static WireFixture waitingLong() {
        return new WireFixture(CUSTOMERS, new SessionOptions(10_000, 16 * 1024, 1_024, 60_000, 4));
    }

    MusterClient connect() {
        return MusterClient.connect(options());
    }

    ClientOptions options() {
        return ClientOptions.of("127.0.0.1", server.port());
    }

    RawClient raw() throws java.io.IOException {
        return new RawClient(server.port());
    }

    @Override
    public void close() {
        server.close();
        backend.close();
    }
}
