package io.muster.server.security;

/** What a request needs to be answered. */
public enum Need {
    /** Nothing: it is how one logs in. */
    NOTHING(null),
    /** Any valid token; where it lists workspaces, it lists those that the token sees. */
    LOGIN(null),
    /** {@link Role#READ} in the workspace whose id its block begins with. */
    READ(Role.READ),
    /** {@link Role#INGEST} in the workspace whose id its block begins with. */
    INGEST(Role.INGEST),
    /** {@link Role#ADMIN} in the workspace whose id its block begins with. */
    ADMIN(Role.ADMIN),
    /** {@link Role#ADMIN} everywhere: it concerns the server as a whole. */
    SERVER_ADMIN(null),
    /** {@link #LOGIN} to read the clock, {@link #SERVER_ADMIN} to move it. */
    CLOCK(null);

    private final Role role;

    Need(Role role) {
        this.role = role;
    }

    /** The role needed in the request's workspace; null where it has none. */
    public Role role() {
        return role;
    }
}
