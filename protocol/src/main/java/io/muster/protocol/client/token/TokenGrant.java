package io.muster.protocol.client.token;

import java.util.Set;

/**
 * Roles in a workspace.
 *
 * @param workspace its name; {@link #EVERYWHERE} for all, those to come among them
 * @param roles one or more
 */
public record TokenGrant(String workspace, Set<TokenRole> roles) {
    /** Stands for all workspaces. */
    public static final String EVERYWHERE = "*";

    public TokenGrant {
        roles = Set.copyOf(roles);
    }
}
