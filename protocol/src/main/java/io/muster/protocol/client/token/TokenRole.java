package io.muster.protocol.client.token;

/** What a token may do in a workspace. */
public enum TokenRole {
    /** Look-ups, counts, lists, exports, explanations, what-ifs and changes. */
    READ,
    /** Appending records, and nothing else. */
    INGEST,
    /** Everything; over all workspaces also what concerns the server as a whole. */
    ADMIN
}
