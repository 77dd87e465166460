package io.muster.tools.cli;

import io.muster.protocol.client.token.TokenGrant;
import io.muster.protocol.client.token.TokenRole;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a token may do, as people write it. */
final class GrantText {
    private GrantText() {}

    /** Joins what the options say; throws where they say too little. */
    static List<TokenGrant> grants(
            List<String> roles, List<String> workspaces, boolean everywhere, List<String> singleGrants) {
        Map<String, Set<TokenRole>> byWorkspace = new TreeMap<>();
        boolean somewhere = everywhere || !workspaces.isEmpty();
        if (roles.isEmpty() == somewhere || roles.isEmpty() && singleGrants.isEmpty()) {
            throw CommandFailure.usage("token create: expected --role ROLE with --workspace W or --all-workspaces,"
                    + " or --grant W=ROLE");
        }
        for (String workspace : workspaces) {
            add(byWorkspace, workspace, roles);
        }
        if (everywhere) {
            add(byWorkspace, TokenGrant.EVERYWHERE, roles);
        }
        for (String grant : singleGrants) {
            int equals = grant.lastIndexOf('=');
            if (equals < 1) {
                throw CommandFailure.usage("--grant: found '" + grant + "', expected W=ROLE");
            }
            add(
                    byWorkspace,
                    grant.substring(0, equals),
                    List.of(grant.substring(equals + 1).split(",")));
        }
        return byWorkspace.entrySet().stream()
                .map(each -> new TokenGrant(each.getKey(), each.getValue()))
                .toList();
    }

    static String text(List<TokenGrant> grants) {
        return grants.stream()
                .map(each -> each.roles().stream().sorted().map(GrantText::text).collect(Collectors.joining(", "))
                        + (each.workspace().equals(TokenGrant.EVERYWHERE)
                                ? " in all workspaces"
                                : " in " + each.workspace()))
                .collect(Collectors.joining("; "));
    }

    static String text(TokenRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static void add(Map<String, Set<TokenRole>> byWorkspace, String workspace, List<String> roles) {
        Set<TokenRole> held = byWorkspace.computeIfAbsent(workspace, each -> EnumSet.noneOf(TokenRole.class));
        roles.forEach(role -> held.add(role(role)));
    }

    private static TokenRole role(String text) {
        for (TokenRole role : TokenRole.values()) {
            if (text(role).equals(text)) {
                return role;
            }
        }
        throw CommandFailure.usage("role: found '" + text + "', expected read, ingest or admin");
    }
}
