package io.muster.tools.cli;

import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.token.NewToken;
import io.muster.protocol.client.token.TokenGrant;
import io.muster.protocol.client.token.TokenInfo;
import java.util.List;

/** The tokens of a server that runs. */
record ServedTokens(MusterClient client) implements Tokens {
    @Override
    public NewToken create(String name, List<TokenGrant> grants, long expiresMillis) {
        return client.createToken(name, grants, expiresMillis);
    }

    @Override
    public List<TokenInfo> list() {
        return client.tokens();
    }

    /** A server that runs keeps at least one. */
    @Override
    public boolean revoke(String name) {
        client.revokeToken(name);
        return false;
    }

    @Override
    public void close() {
        client.close();
    }
}
