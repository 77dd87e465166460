package io.muster.server.security;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** The tokens there are at one moment. Immutable; any thread. */
final class TokenSet {
    static final TokenSet NONE = new TokenSet(List.of());

    private final List<Token> tokens;

    TokenSet(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    List<Token> all() {
        return tokens;
    }

    boolean isEmpty() {
        return tokens.isEmpty();
    }

    /** Null where there is none of that name. */
    Token named(String name) {
        for (Token token : tokens) {
            if (token.name().equals(name)) {
                return token;
            }
        }
        return null;
    }

    /**
     * The token with that hash, or null. All tokens are compared, and each comparison takes as long whatever it finds:
     * the time says nothing about which one it was or how much of it was right.
     */
    Token withHash(byte[] hash) {
        Token found = null;
        for (Token token : tokens) {
            found = MessageDigest.isEqual(token.hash(), hash) ? token : found;
        }
        return found;
    }

    boolean hasAdministrator(long nowMillis) {
        return tokens.stream().anyMatch(token -> token.administersAll() && token.isValidAt(nowMillis));
    }

    TokenSet with(Token token) {
        List<Token> more = new ArrayList<>(tokens);
        more.add(token);
        return new TokenSet(more);
    }

    TokenSet without(Token token) {
        return new TokenSet(tokens.stream().filter(each -> each != token).toList());
    }
}
