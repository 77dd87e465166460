package io.muster.server.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.disk.FaultyDisk;
import io.muster.server.disk.FileChannelDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenStoreTest {
    private static final Path FILE = Path.of("/data/tokens");
    private static final long NOW = 1_800_000_000_000L;
    private static final Grants READ_SHOP = new Grants(Map.of("shop", Set.of(Role.READ)));

    private final FaultyDisk disk = new FaultyDisk();

    @Test
    void shouldKnowItsTokensAfterARestartAndNeverTheirSecrets() throws IOException {
        String rootSecret;
        String adsSecret;
        try (TokenStore store = TokenStore.open(disk, FILE)) {
            rootSecret = store.create("root", Grants.ALL, Token.NEVER, NOW).secret();
            adsSecret = store.create("ads", READ_SHOP, NOW + 5, NOW).secret();
        }
        try (TokenStore store = TokenStore.open(disk, FILE)) {
            Token ads = store.tokens().withHash(TokenSecret.hash(adsSecret));
            assertEquals("ads", ads.name());
            assertEquals(READ_SHOP.toString(), ads.grants().toString());
            assertEquals(NOW, ads.createdMillis());
            assertTrue(ads.isValidAt(NOW + 4));
            assertFalse(ads.isValidAt(NOW + 5));
            assertEquals(
                    "root",
                    store.tokens().withHash(TokenSecret.hash(rootSecret)).name());
            assertNull(store.tokens().withHash(TokenSecret.hash(adsSecret + "x")));
            store.revoke("ads", false, NOW);
        }
        String file = new String(disk.bytes(FILE), UTF_8);
        assertFalse(file.contains(rootSecret.substring(4)), file);
        assertFalse(file.contains("ads"), file);
    }

    @Test
    void shouldDrawSecretsOf256Bits() {
        assertNotEquals(TokenSecret.draw(), TokenSecret.draw());
        assertTrue(TokenSecret.draw().matches("mst_[A-Za-z0-9_-]{43}"));
    }

    @Test
    void shouldFindATokenAtEveryPlaceAndNoneThatDiffersInOneBit() throws IOException {
        TokenStore store = TokenStore.inMemory();
        store.create("t0", Grants.ALL, Token.NEVER, NOW);
        for (int i = 1; i < 20; i++) {
            store.create("t" + i, READ_SHOP, Token.NEVER, NOW);
        }
        for (Token token : store.all()) {
            assertSame(token, store.tokens().withHash(token.hash().clone()));
            for (int bit = 0; bit < 256; bit++) {
                byte[] other = token.hash().clone();
                other[bit >> 3] ^= (byte) (1 << (bit & 7));
                assertNull(store.tokens().withHash(other));
            }
        }
    }

    @Test
    void shouldNoticeEveryFlippedBitAndEveryCutOfTheFile() throws IOException {
        try (TokenStore store = TokenStore.open(disk, FILE)) {
            store.create("root", Grants.ALL, Token.NEVER, NOW);
            store.create("ads", READ_SHOP, NOW + 5, NOW);
        }
        byte[] whole = disk.bytes(FILE);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit >> 3] ^= (byte) (1 << (bit & 7));
            assertRefused(flipped, "bit " + bit);
        }
        for (int length = 0; length < whole.length; length++) {
            assertRefused(java.util.Arrays.copyOf(whole, length), "length " + length);
        }
    }

    @Test
    void shouldRefuseAnotherVersionByName() {
        disk.put(FILE, "muster-tokens 2\nwhatever\n".getBytes(UTF_8));
        IOException refusal = assertThrows(IOException.class, () -> TokenStore.open(disk, FILE));
        assertTrue(refusal.getMessage().contains("/data/tokens: found version 2, expected 1"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldHaveTheTokensBeforeOrAfterWhicheverDiskCallFails(boolean always) throws IOException {
        boolean passed = false;
        for (long call = 1; !passed; call++) {
            FaultyDisk faulty = new FaultyDisk();
            String root;
            TokenStore store = TokenStore.open(faulty, FILE);
            root = store.create("root", Grants.ALL, Token.NEVER, NOW).secret();
            store.create("gone", READ_SHOP, Token.NEVER, NOW);
            byte[] before = faulty.bytes(FILE);
            faulty.failAt(faulty.calls() + call, always);
            String made = null;
            boolean revoked = false;
            try {
                made = store.create("new", READ_SHOP, Token.NEVER, NOW).secret();
                store.revoke("gone", false, NOW);
                revoked = true;
                passed = true;
            } catch (IOException expected) {
                assertTrue(store.tokens().named("new") == null || made != null, "told that it failed, and kept it");
            }
            TokenStore after = TokenStore.open(faulty.crash(), FILE);
            assertNotNull(after.tokens().withHash(TokenSecret.hash(root)), "call " + call);
            if (made != null) {
                assertNotNull(after.tokens().withHash(TokenSecret.hash(made)), "told that it is kept, call " + call);
            }
            if (revoked) {
                assertNull(after.tokens().named("gone"), "told that it is revoked, call " + call);
            }
            assertTrue(before.length > 0);
            assertTrue(call < 50, "expected it to pass at last");
        }
    }

    @Test
    void shouldRevokeAtOnceEvenWhereThatCantBeWritten() throws IOException {
        TokenStore store = TokenStore.open(disk, FILE);
        store.create("root", Grants.ALL, Token.NEVER, NOW);
        store.create("ads", READ_SHOP, Token.NEVER, NOW);
        disk.failAt(disk.calls() + 1, true);
        assertThrows(IOException.class, () -> store.revoke("ads", false, NOW));
        assertNull(store.tokens().named("ads"));
    }

    @Test
    void shouldMakeAnAdministratorFirstAndKeepOne() throws IOException {
        TokenStore store = TokenStore.inMemory();
        assertKind(TokenRefusedException.Kind.LAST_ADMIN, () -> store.create("ads", READ_SHOP, Token.NEVER, NOW));
        assertKind(TokenRefusedException.Kind.LAST_ADMIN, () -> store.create("a", Grants.ALL, NOW + 9, NOW));
        store.create("root", Grants.ALL, Token.NEVER, NOW);
        store.create("ads", READ_SHOP, Token.NEVER, NOW);
        store.create("second", Grants.ALL, NOW + 10, NOW);
        assertKind(TokenRefusedException.Kind.LAST_ADMIN, () -> store.revoke("root", false, NOW + 10));
        store.revoke("root", false, NOW + 9);
        assertKind(TokenRefusedException.Kind.LAST_ADMIN, () -> store.revoke("second", false, NOW + 9));
        store.revoke("second", true, NOW + 9);
        assertEquals(List.of("ads"), store.all().stream().map(Token::name).toList());
    }

    @Test
    void shouldRefuseNamesThatAreTakenOrWrongAndTokensThatHaveExpired() throws IOException {
        TokenStore store = TokenStore.inMemory();
        store.create("root", Grants.ALL, Token.NEVER, NOW);
        assertKind(TokenRefusedException.Kind.NAME_TAKEN, () -> store.create("root", READ_SHOP, Token.NEVER, NOW));
        assertKind(TokenRefusedException.Kind.BAD_REQUEST, () -> store.create("late", READ_SHOP, NOW, NOW));
        for (String name : List.of("", " ", ".a", "a b", "a\n", "ž", "n".repeat(Token.MAX_NAME_LENGTH + 1))) {
            assertKind(TokenRefusedException.Kind.BAD_REQUEST, () -> store.create(name, READ_SHOP, Token.NEVER, NOW));
        }
        store.create("n".repeat(Token.MAX_NAME_LENGTH), READ_SHOP, Token.NEVER, NOW);
        assertKind(TokenRefusedException.Kind.UNKNOWN, () -> store.revoke("nobody", false, NOW));
    }

    @Test
    void shouldTakeAsManyTokensAndWorkspacesAsTheBoundSaysAndNotOneMore() throws IOException {
        TokenStore store = TokenStore.inMemory();
        store.create("root", Grants.ALL, Token.NEVER, NOW);
        for (int i = 1; i < TokenStore.MAX_TOKENS; i++) {
            store.create("t" + i, READ_SHOP, Token.NEVER, NOW);
        }
        assertKind(TokenRefusedException.Kind.LIMIT, () -> store.create("more", READ_SHOP, Token.NEVER, NOW));
        Map<String, Set<Role>> many = new java.util.HashMap<>();
        for (int i = 0; i < Grants.MAX_WORKSPACES; i++) {
            many.put("w" + i, Set.of(Role.READ));
        }
        assertTrue(new Grants(many).sees("w7"));
        many.put("one more", Set.of(Role.READ));
        assertKind(TokenRefusedException.Kind.LIMIT, () -> new Grants(many));
        assertKind(TokenRefusedException.Kind.LIMIT, () -> new Grants(Map.of()));
    }

    @Test
    void shouldBeOfOneProcessAtATimeAndReadableForItsOwnerOnly(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("tokens");
        FileChannelDisk real = new FileChannelDisk();
        try (TokenStore store = TokenStore.open(real, file)) {
            store.create("root", Grants.ALL, Token.NEVER, NOW);
            store.create("ads", READ_SHOP, Token.NEVER, NOW);
            assertThrows(TokensLockedException.class, () -> TokenStore.open(real, file));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        byte[] bytes = Files.readAllBytes(file);
        try (TokenStore store = TokenStore.open(real, file)) {
            assertEquals(2, store.all().size());
        }
        assertArrayEquals(bytes, Files.readAllBytes(file));
    }

    private static void assertRefused(byte[] bytes, String what) {
        FaultyDisk damaged = new FaultyDisk();
        damaged.put(FILE, bytes);
        IOException refusal = assertThrows(IOException.class, () -> TokenStore.open(damaged, FILE), what);
        assertTrue(refusal.getMessage().startsWith("/data/tokens: "), refusal.getMessage());
    }

    private static void assertKind(TokenRefusedException.Kind kind, org.junit.jupiter.api.function.Executable action) {
        TokenRefusedException refusal = assertThrows(TokenRefusedException.class, action);
        assertEquals(kind, refusal.kind(), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("expected") || kind == TokenRefusedException.Kind.NAME_TAKEN);
    }
}
