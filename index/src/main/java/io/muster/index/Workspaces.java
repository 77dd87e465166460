package io.muster.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The workspaces of an engine. The engine's thread changes it; any thread reads, and by id without allocating. */
final class Workspaces {
    private static final Workspace[] NONE = {};

    private final Map<String, Workspace> byName = new ConcurrentHashMap<>();
    private volatile Workspace[] byId = NONE;
    private final int most;
    private final int mostIds;
    private int size;
    private int nextId = 1;

    /**
     * None yet.
     *
     * @param most that there can be at one time
     * @param mostIds that there can ever have been
     */
    Workspaces(int most, int mostIds) {
        this.most = most;
        this.mostIds = mostIds;
    }

    /** The id that the next workspace will have; ids are never used again. */
    int nextId() {
        return nextId;
    }

    /** The same for workspaces that were restored, after they have been added. */
    void restoreNextId(int id) {
        nextId = id;
    }

    void add(Workspace workspace) {
        Workspace[] grown = Arrays.copyOf(byId, Math.max(byId.length, workspace.id() + 1));
        grown[workspace.id()] = workspace;
        byId = grown;
        byName.put(workspace.name(), workspace);
        nextId = workspace.id() + 1;
        size++;
    }

    void remove(Workspace workspace) {
        Workspace[] rest = byId.clone();
        rest[workspace.id()] = null;
        byId = rest;
        byName.remove(workspace.name());
        size--;
    }

    /** How many there are. */
    int size() {
        return size;
    }

    /** Whether there is no room for one more. */
    boolean isFull() {
        return size >= most || nextId > mostIds;
    }

    /** What there is no room for; to be asked when it {@link #isFull}. */
    String fullness() {
        return size >= most
                ? "workspaces: found " + size + ", expected room for one more"
                : "workspaces: found " + mostIds + " that there are or were, expected fewer";
    }

    /** Null where there is none. Any thread. */
    Workspace get(int id) {
        Workspace[] workspaces = byId;
        return id > 0 && id < workspaces.length ? workspaces[id] : null;
    }

    /** Null where there is none. Any thread. */
    Workspace get(String name) {
        return byName.get(name);
    }

    /** In the order of their ids. Any thread. */
    List<Workspace> all() {
        List<Workspace> all = new ArrayList<>();
        for (Workspace workspace : byId) {
            if (workspace != null) {
                all.add(workspace);
            }
        }
        return all;
    }
}
