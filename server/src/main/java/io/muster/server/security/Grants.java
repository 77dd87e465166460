package io.muster.server.security;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which roles are held in which workspaces, by name: a workspace that is deleted and made again is the same one here.
 * Immutable; questions allocate nothing.
 */
public final class Grants {
    /** Stands for every workspace, those to come among them, and for the server itself. */
    public static final String EVERYWHERE = "*";

    /** Most workspaces that one token names. */
    public static final int MAX_WORKSPACES = 100;

    /** Longest name of a workspace, characters. */
    public static final int MAX_WORKSPACE_LENGTH = 1_024;

    /** May do everything. */
    public static final Grants ALL = new Grants(Map.of(EVERYWHERE, EnumSet.of(Role.ADMIN)));

    private final Map<String, Set<Role>> byWorkspace;
    private final Map<String, EnumSet<Role>> effective;
    private final EnumSet<Role> everywhere;

    /**
     * Roles by workspace; {@link #EVERYWHERE} for all.
     *
     * @throws TokenRefusedException where there are none, or too many
     */
    public Grants(Map<String, ? extends Set<Role>> byWorkspace) {
        if (byWorkspace.isEmpty() || byWorkspace.size() > MAX_WORKSPACES) {
            throw TokenRefusedException.limit(
                    "workspaces: found " + byWorkspace.size() + ", expected 1 to " + MAX_WORKSPACES);
        }
        Map<String, Set<Role>> held = new TreeMap<>();
        byWorkspace.forEach((workspace, roles) -> held.put(checked(workspace), copy(workspace, roles)));
        this.byWorkspace = Collections.unmodifiableMap(held);
        effective = held.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> effective(each.getValue())));
        everywhere = effective.getOrDefault(EVERYWHERE, EnumSet.noneOf(Role.class));
    }

    /** The roles as they were given, in the order of the workspaces' names. */
    public Map<String, Set<Role>> byWorkspace() {
        return byWorkspace;
    }

    /** Whether the role is held in that workspace. */
    public boolean allows(String workspace, Role role) {
        if (everywhere.contains(role)) {
            return true;
        }
        EnumSet<Role> held = effective.get(workspace);
        return held != null && held.contains(role);
    }

    /** Whether the role is held in every workspace. */
    public boolean allowsEverywhere(Role role) {
        return everywhere.contains(role);
    }

    /** Whether any role is held in that workspace: who holds none is not told that it exists. */
    public boolean sees(String workspace) {
        return !everywhere.isEmpty() || effective.containsKey(workspace);
    }

    /** The roles held in that workspace, as people write them. */
    String rolesText(String workspace) {
        EnumSet<Role> held = EnumSet.copyOf(everywhere);
        held.addAll(effective.getOrDefault(workspace, everywhere));
        return text(held);
    }

    static String text(Set<Role> roles) {
        return roles.contains(Role.ADMIN)
                ? Role.ADMIN.text()
                : roles.stream().sorted().map(Role::text).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return byWorkspace.entrySet().stream()
                .map(each -> each.getKey() + "=" + text(each.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String checked(String workspace) {
        if (workspace.isBlank() || workspace.length() > MAX_WORKSPACE_LENGTH) {
            throw TokenRefusedException.bad("workspace: found a name of " + workspace.length()
                    + " characters, expected 1 to " + MAX_WORKSPACE_LENGTH + ", or * for all");
        }
        return workspace;
    }

    private static Set<Role> copy(String workspace, Set<Role> roles) {
        if (roles.isEmpty()) {
            throw TokenRefusedException.bad(
                    "roles for workspace '" + workspace + "': found none, expected read, ingest or admin");
        }
        return Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }

    private static EnumSet<Role> effective(Set<Role> roles) {
        return roles.contains(Role.ADMIN) ? EnumSet.allOf(Role.class) : EnumSet.copyOf(roles);
    }
}
