package io.muster.tools.cli;

import io.muster.protocol.client.token.NewToken;
import io.muster.protocol.client.token.TokenGrant;
import io.muster.protocol.client.token.TokenInfo;
import java.io.IOException;
import java.util.List;

/** The tokens of a server, wherever they are. */
interface Tokens extends AutoCloseable {
    NewToken create(String name, List<TokenGrant> grants, long expiresMillis) throws IOException;

    List<TokenInfo> list() throws IOException;

    /** Whether none is left. */
    boolean revoke(String name) throws IOException;

    @Override
    void close() throws IOException;
}
