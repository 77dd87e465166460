package io.muster.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.Durability;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.server.http.HttpOptions;
import io.muster.server.redis.command.RedisCommands;
import io.muster.server.security.Grants;
import io.muster.server.security.Role;
import io.muster.server.security.Token;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Promise 11: every command of the Redis port × every role × every workspace, and how one comes in. */
@Timeout(120)
class Promise11RedisRolesTest {
    /** Commands about one key, after which {@code KEY} stands for it, and what is answered where there is none. */
    private static final Map<List<String>, String> READS = new LinkedHashMap<>();

    /** Commands that name no key; whether they are answered to who has not logged in. */
    private static final Map<List<String>, Boolean> OTHERS = new LinkedHashMap<>();

    private static final Map<String, String> SECRETS = new LinkedHashMap<>();
    private static final Map<String, Set<String>> MAY_READ = new LinkedHashMap<>();
    private static final Map<String, Set<String>> SEES = new LinkedHashMap<>();

    private static RedisShop muster;

    static {
        READS.put(List.of("SISMEMBER", "KEY", "c-1"), ":0\r\n");
        READS.put(List.of("SMISMEMBER", "KEY", "c-1"), "*1\r\n:0\r\n");
        READS.put(List.of("SCARD", "KEY"), ":0\r\n");
        READS.put(List.of("SMEMBERS", "KEY"), "*0\r\n");
        READS.put(List.of("SUNION", "KEY"), "*0\r\n");
        READS.put(List.of("SINTER", "KEY"), "*0\r\n");
        READS.put(List.of("SDIFF", "KEY"), "*0\r\n");
        READS.put(List.of("SINTERCARD", "1", "KEY"), ":0\r\n");
        READS.put(List.of("SSCAN", "KEY", "0"), "*2\r\n$1\r\n0\r\n*0\r\n");
        READS.put(List.of("SRANDMEMBER", "KEY"), "$-1\r\n");
        READS.put(List.of("SRANDMEMBER", "KEY", "2"), "*0\r\n");
        READS.put(List.of("EXISTS", "KEY"), ":0\r\n");
        READS.put(List.of("TYPE", "KEY"), "+none\r\n");
        for (String command :
                List.of("PING", "ECHO x", "SELECT 0", "CLIENT ID", "COMMAND COUNT", "CONFIG GET save", "INFO")) {
            OTHERS.put(List.of(command.split(" ")), false);
        }
        for (String command : List.of("KEYS *", "SCAN 0", "DBSIZE", "SADD x y")) {
            OTHERS.put(List.of(command.split(" ")), false);
        }
    }

    @BeforeAll
    static void start() throws IOException {
        muster = new RedisShop();
        muster.client.createWorkspace("other", "UTC", "EUR");
        byte[] line = "{\"type\":\"customer\",\"id\":\"c-1\"}\n".getBytes(UTF_8);
        for (String name : List.of("shop", "other")) {
            muster.client.workspace(name).append(line, 0, line.length, Durability.DISK);
            muster.client.workspace(name).createSegment("all", "number_of_orders = 0");
        }
        Set<String> both = Set.of("shop", "other");
        holder("admin-all", Grants.ALL, both, both);
        holder("read-all", grants("*", Role.READ), both, both);
        holder("ingest-all", grants("*", Role.INGEST), Set.of(), both);
        holder("read-shop", grants("shop", Role.READ), Set.of("shop"), Set.of("shop"));
        holder("ingest-shop", grants("shop", Role.INGEST), Set.of(), Set.of("shop"));
        holder("admin-shop", grants("shop", Role.ADMIN), Set.of("shop"), Set.of("shop"));
        holder(
                "both-shop",
                new Grants(Map.of("shop", EnumSet.of(Role.READ, Role.INGEST))),
                Set.of("shop"),
                Set.of("shop"));
        holder("admin-other", grants("other", Role.ADMIN), Set.of("other"), Set.of("other"));
    }

    @AfterAll
    static void stop() throws IOException {
        muster.server.close();
    }

    @Test
    void shouldCoverEveryCommandThereIs() {
        Set<String> covered = new TreeSet<>(Set.of("auth", "hello", "quit", "reset"));
        READS.keySet().forEach(each -> covered.add(each.getFirst().toLowerCase(Locale.ROOT)));
        OTHERS.keySet().forEach(each -> covered.add(each.getFirst().toLowerCase(Locale.ROOT)));
        covered.remove("sadd");
        Set<String> all = new TreeSet<>();
        RedisCommands.all().forEach(each -> all.add(each.spec().name()));
        assertEquals(all, covered);
    }

    @Test
    void shouldAnswerWhatTheRoleAllowsAndNothingElse() throws IOException {
        for (String holder : SECRETS.keySet()) {
            try (RawRedis redis = enter(holder)) {
                for (String workspace : List.of("shop", "other", "nowhere")) {
                    for (Map.Entry<List<String>, String> read : READS.entrySet()) {
                        String[] command = read.getKey().stream()
                                .map(each -> each.equals("KEY") ? workspace + ":all" : each)
                                .toArray(String[]::new);
                        String reply = redis.ask(command);
                        String what = holder + " " + List.of(command) + ": " + reply;
                        if (MAY_READ.get(holder).contains(workspace)) {
                            assertFalse(reply.startsWith("-") || reply.equals(read.getValue()), what);
                        } else if (SEES.get(holder).contains(workspace)) {
                            assertTrue(reply.startsWith("-NOPERM token '" + holder + "': found role ingest"), what);
                        } else {
                            assertEquals(read.getValue(), reply, what);
                        }
                    }
                }
                String keys = redis.ask("KEYS", "*:all") + redis.ask("SCAN", "0", "COUNT", "1000");
                for (String workspace : List.of("shop", "other")) {
                    assertEquals(
                            MAY_READ.get(holder).contains(workspace), keys.contains(workspace + ":all"), holder + keys);
                }
                assertTrue(redis.ask("SADD", "shop:all", "x").startsWith("-ERR SADD: found a command that writes"));
            }
        }
    }

    @Test
    void shouldAnswerStrangersNothing() throws IOException {
        List<List<String>> commands = new ArrayList<>(READS.keySet());
        commands.addAll(OTHERS.keySet());
        try (RawRedis redis = muster.raw()) {
            for (List<String> command : commands) {
                assertEquals("-NOAUTH Authentication required.\r\n", redis.ask(command.toArray(String[]::new)));
            }
            assertTrue(redis.ask("HELLO", "3").startsWith("-NOAUTH HELLO must be called"));
            assertEquals("+RESET\r\n", redis.ask("RESET"));
            assertEquals("-NOAUTH Authentication required.\r\n", redis.ask("PING"));
            assertEquals("+OK\r\n", redis.ask("QUIT"));
            assertEquals("", redis.rest());
        }
    }

    @Test
    void shouldRefuseABadTokenAfterAWhileAndCloseTheConnection() throws IOException {
        long failedBefore = muster.server.doorkeeper().logins().failed();
        List<String[]> logins = List.of(
                new String[] {"AUTH", "mst_wrong"},
                new String[] {"AUTH", "default", "mst_wrong"},
                new String[] {"HELLO", "3", "AUTH", "default", ""});
        for (String[] login : logins) {
            try (RawRedis redis = muster.raw()) {
                long startNs = System.nanoTime();
                redis.send(RawRedis.command(login)).send(RawRedis.command("PING"));
                assertEquals("-WRONGPASS invalid username-password pair or user is disabled.\r\n", redis.rest());
                assertTrue(System.nanoTime() - startNs >= 95_000_000L);
            }
        }
        assertEquals(failedBefore + 3, muster.server.doorkeeper().logins().failed());
    }

    /** A system resets a connection that is closed with input unread, and what it was told would be lost. */
    @Test
    void shouldTellWhoGoesOnSendingThatTheTokenIsBad() throws IOException {
        try (RawRedis redis = muster.raw()) {
            redis.send(RawRedis.command("AUTH", "mst_wrong"));
            for (int i = 0; i < 1_000; i++) {
                redis.send(RawRedis.command("PING"));
            }
            assertEquals("-WRONGPASS invalid username-password pair or user is disabled.\r\n", redis.rest());
        }
    }

    @Test
    void shouldForgetWhoSomebodyIsWithReset() throws IOException {
        try (RawRedis redis = enter("read-shop")) {
            assertEquals(":1\r\n", redis.ask("SCARD", "shop:all"));
            assertEquals("+RESET\r\n", redis.ask("RESET"));
            assertEquals("-NOAUTH Authentication required.\r\n", redis.ask("SCARD", "shop:all"));
            assertTrue(redis.ask("HELLO", "2", "AUTH", "x", SECRETS.get("read-shop"))
                    .startsWith("*14\r\n"));
            assertEquals(":1\r\n", redis.ask("SCARD", "shop:all"));
        }
    }

    @Test
    void shouldPutOutWhoseTokenIsRevoked() throws Exception {
        String secret = muster.server
                .doorkeeper()
                .create("brief", grants("shop", Role.READ), Token.NEVER)
                .get()
                .secret();
        try (RawRedis redis = muster.raw()) {
            assertEquals("+OK\r\n", redis.ask("AUTH", secret));
            muster.server.doorkeeper().revoke("brief").get();
            await().atMost(Duration.ofSeconds(20)).until(() -> isClosed(redis));
        }
    }

    @Test
    void shouldPutOutWhoCameInBeforeThereWasAToken() throws Exception {
        try (RedisShop open = new RedisShop();
                RawRedis redis = open.raw()) {
            assertEquals("+PONG\r\n", redis.ask("PING"));
            open.server.doorkeeper().create("first", Grants.ALL, Token.NEVER).get();
            await().atMost(Duration.ofSeconds(20)).until(() -> isClosed(redis));
        }
    }

    @Test
    void shouldListenBeyondThisMachineOnlyWithTokens() {
        IOException refused = assertThrows(
                IOException.class,
                () -> MusterServer.start(ServerOptions.builder()
                                .port(0)
                                .http(HttpOptions.off())
                                .redis(new RedisOptions("0.0.0.0", 0))
                                .build())
                        .close());
        assertTrue(refused.getMessage().startsWith("redis-host: found 0.0.0.0"), refused.getMessage());
    }

    private static boolean isClosed(RawRedis redis) {
        try {
            return redis.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static RawRedis enter(String holder) throws IOException {
        RawRedis redis = muster.raw();
        assertEquals("+OK\r\n", redis.ask("AUTH", SECRETS.get(holder)));
        return redis;
    }

    private static void holder(String name, Grants grants, Set<String> reads, Set<String> sees) {
        SECRETS.put(
                name,
                muster.server
                        .doorkeeper()
                        .create(name, grants, Token.NEVER)
                        .join()
                        .secret());
        MAY_READ.put(name, reads);
        SEES.put(name, sees);
    }

    private static Grants grants(String workspace, Role role) {
        return new Grants(Map.of(workspace, Set.of(role)));
    }
}
