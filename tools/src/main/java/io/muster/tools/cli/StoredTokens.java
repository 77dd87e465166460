package io.muster.tools.cli;

import io.muster.protocol.client.token.NewToken;
import io.muster.protocol.client.token.TokenGrant;
import io.muster.protocol.client.token.TokenInfo;
import io.muster.protocol.client.token.TokenRole;
import io.muster.server.disk.FileChannelDisk;
import io.muster.server.security.Grants;
import io.muster.server.security.IssuedToken;
import io.muster.server.security.Role;
import io.muster.server.security.Token;
import io.muster.server.security.TokenRefusedException;
import io.muster.server.security.TokenStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The tokens in the data directory of a server that does not run. */
record StoredTokens(TokenStore store) implements Tokens {
    static StoredTokens open(Path data) throws IOException {
        if (data.toString().isBlank()) {
            throw CommandFailure.usage("--data: found nothing, expected a directory");
        }
        return new StoredTokens(TokenStore.open(new FileChannelDisk(), data.resolve(TokenStore.FILE_NAME)));
    }

    @Override
    public NewToken create(String name, List<TokenGrant> grants, long expiresMillis) throws IOException {
        try {
            IssuedToken issued = store.create(name, grants(grants), expiresMillis, System.currentTimeMillis());
            return new NewToken(issued.token().name(), issued.secret());
        } catch (TokenRefusedException refused) {
            throw CommandFailure.refused(refused.getMessage());
        }
    }

    @Override
    public List<TokenInfo> list() {
        return store.all().stream().map(StoredTokens::info).toList();
    }

    @Override
    public boolean revoke(String name) throws IOException {
        try {
            store.revoke(name, true, System.currentTimeMillis());
        } catch (TokenRefusedException refused) {
            throw CommandFailure.refused(refused.getMessage());
        }
        return store.all().isEmpty();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private static Grants grants(List<TokenGrant> asked) {
        Map<String, Set<Role>> byWorkspace = new TreeMap<>();
        asked.forEach(grant -> {
            Set<Role> roles = EnumSet.noneOf(Role.class);
            grant.roles().forEach(role -> roles.add(Role.valueOf(role.name())));
            byWorkspace.put(grant.workspace(), roles);
        });
        return new Grants(byWorkspace);
    }

    private static TokenInfo info(Token token) {
        List<TokenGrant> grants = token.grants().byWorkspace().entrySet().stream()
                .map(each -> {
                    Set<TokenRole> roles = EnumSet.noneOf(TokenRole.class);
                    each.getValue().forEach(role -> roles.add(TokenRole.valueOf(role.name())));
                    return new TokenGrant(each.getKey(), roles);
                })
                .toList();
        return new TokenInfo(token.name(), grants, token.createdMillis(), token.expiresMillis());
    }
}
