package io.muster.server.security;

/** What a connection may do once it has said who it is. Immutable; any thread; questions allocate nothing. */
public final class Access {
    /** That of a connection to a server that has no tokens: everything. */
    public static final Access OPEN = new Access(null, Grants.ALL);

    private final Token token;
    private final Grants grants;

    private Access(Token token, Grants grants) {
        this.token = token;
        this.grants = grants;
    }

    static Access of(Token token) {
        return new Access(token, token.grants());
    }

    /** Null where the server has no tokens. */
    Token token() {
        return token;
    }

    boolean mayExpire() {
        return token != null && token.expiresMillis() != Token.NEVER;
    }

    /** Whether it may do in that workspace what the role allows. */
    public boolean allows(String workspace, Role role) {
        return grants.allows(workspace, role);
    }

    /** Whether it may do in every workspace what the role allows. */
    public boolean allowsEverywhere(Role role) {
        return grants.allowsEverywhere(role);
    }

    /** Whether it is to know that there is such a workspace. */
    public boolean sees(String workspace) {
        return grants.sees(workspace);
    }

    /** Why it may not do in that workspace what {@code needed} allows. */
    public String refusal(String workspace, Role needed) {
        return this + ": found role " + grants.rolesText(workspace) + " in workspace '" + workspace + "', expected "
                + needed.text();
    }

    /** Why it may not do what concerns the server as a whole. */
    public String refusalOfServer() {
        return this + ": found " + grants + ", expected *=" + Role.ADMIN.text() + " for what concerns the whole server";
    }

    /** The token's name. */
    @Override
    public String toString() {
        return token == null ? "no token" : "token '" + token.name() + "'";
    }
}
