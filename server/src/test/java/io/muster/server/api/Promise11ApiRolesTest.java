package io.muster.server.api;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.muster.server.security.Grants;
import io.muster.server.security.Need;
import io.muster.server.security.Role;
import io.muster.server.security.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Promise 11: every call of the HTTP API × every role × workspaces of one's own, of others, and none. */
@Timeout(300)
class Promise11ApiRolesTest {
    private static final int STRANGERS_AT_ONCE = 16;
    private static final Map<String, Grants> GRANTS = new LinkedHashMap<>();
    private static final Map<String, String> SECRETS = new LinkedHashMap<>();

    private static ApiShop shop;

    @BeforeAll
    static void start() throws IOException {
        shop = new ApiShop();
        shop.client.createWorkspace("other", "UTC", "EUR");
        holder("admin-all", Grants.ALL);
        holder("read-all", grants("*", Role.READ));
        holder("ingest-all", grants("*", Role.INGEST));
        holder("read-shop", grants("shop", Role.READ));
        holder("ingest-shop", grants("shop", Role.INGEST));
        holder("admin-shop", grants("shop", Role.ADMIN));
        holder("both-shop", new Grants(Map.of("shop", EnumSet.of(Role.READ, Role.INGEST))));
        holder("admin-other", grants("other", Role.ADMIN));
        holder("read-all-admin-shop", new Grants(Map.of("*", Set.of(Role.READ), "shop", Set.of(Role.ADMIN))));
        SECRETS.put("nobody", null);
        SECRETS.put("wrong", "mst_wrong");
    }

    @AfterAll
    static void stop() throws IOException {
        shop.close();
    }

    /** Who has no token or a wrong one is made to wait, and changes nothing: they all ask at once. */
    @Test
    void shouldAnswerOnlyWhoMayAsk() {
        List<Future<?>> strangers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(STRANGERS_AT_ONCE)) {
            for (ApiRoute route : shop.routes()) {
                for (String holder : SECRETS.keySet()) {
                    for (String workspace : new String[] {"shop", "other", "missing"}) {
                        if (GRANTS.containsKey(holder)) {
                            check(route, holder, workspace);
                        } else {
                            strangers.add(threads.submit(() -> check(route, holder, workspace)));
                        }
                    }
                }
            }
        }
        for (Future<?> stranger : strangers) {
            assertDoesNotThrow(() -> stranger.get());
        }
    }

    /** Bodies are left out, so that what is admitted is refused for that and changes nothing. */
    private static void check(ApiRoute route, String holder, String workspace) {
        String path = route.path().replace(":w", workspace).replaceAll(":[a-z]+", "99999");
        // The body of changes has no end.
        String method = path.endsWith("/changes") ? "HEAD" : route.method().name();
        String what = method + " " + path + " by " + holder;
        boolean ends = route.path().equals("/v1/workspaces/:w")
                && route.method().name().equals("DELETE");
        int expected = expected(route, holder, workspace);
        if (ends && expected == 0) {
            return;
        }
        String secret = SECRETS.get(holder);
        ApiAnswer answer = secret == null
                ? shop.api.call(method, path, null)
                : shop.api.call(method, path, null, "Authorization", "Bearer " + secret);
        if (expected == 0) {
            assertNotEquals(401, answer.status(), what);
            assertNotEquals(403, answer.status(), what);
            assertNotEquals(500, answer.status(), () -> what + answer.text());
        } else {
            assertEquals(expected, answer.status(), () -> what + answer.text());
        }
    }

    /** 0: is admitted. */
    private static int expected(ApiRoute route, String holder, String workspace) {
        Need need = route.need();
        if (need == Need.NOTHING) {
            return 0;
        }
        Grants grants = GRANTS.get(holder);
        if (grants == null) {
            return 401;
        }
        if (!route.namesWorkspace()) {
            return need == Need.LOGIN || grants.allowsEverywhere(Role.ADMIN) ? 0 : 403;
        }
        if (workspace.equals("missing") || !grants.sees(workspace)) {
            return 404;
        }
        boolean allowed = need.role() == null
                ? need == Need.LOGIN || grants.allowsEverywhere(Role.ADMIN)
                : grants.allows(workspace, need.role());
        return allowed ? 0 : 403;
    }

    private static Grants grants(String workspace, Role role) {
        return new Grants(Map.of(workspace, Set.of(role)));
    }

    private static void holder(String name, Grants grants) {
        GRANTS.put(name, grants);
        SECRETS.put(
                name,
                shop.server
                        .doorkeeper()
                        .create(name, grants, Token.NEVER)
                        .join()
                        .secret());
    }
}
