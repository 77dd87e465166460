package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.record.Commands;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WorkspacesTest {
    @Test
    void shouldHaveRoomForAsManyAsCanBeAtOneTimeAndAsCanEverHaveBeen() {
        try (Shop shop = new Shop("UTC", "2026-06-01T10:00:00Z")) {
            shop.command(Commands.createWorkspace("second", "UTC", "EUR"));
            shop.command(Commands.createWorkspace("third", "UTC", "EUR"));
            List<Workspace> made = shop.engine.workspaces().stream()
                    .map(each -> (Workspace) each)
                    .toList();
            Workspaces workspaces = new Workspaces(2, 3);
            workspaces.add(made.get(0));
            assertFalse(workspaces.isFull());
            workspaces.add(made.get(1));
            assertTrue(workspaces.isFull());
            assertEquals("workspaces: found 2, expected room for one more", workspaces.fullness());
            workspaces.remove(made.get(0));
            assertFalse(workspaces.isFull());
            workspaces.add(made.get(2));
            workspaces.remove(made.get(1));
            assertTrue(workspaces.isFull());
            assertEquals("workspaces: found 3 that there are or were, expected fewer", workspaces.fullness());
        }
    }
}
