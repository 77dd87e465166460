package io.muster.index.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.index.memory.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class StoresTest {
    private record Customer(int workspaceId, int ordinal) {}

    private record Key(int workspaceId, int kind, String text) {}

    @Test
    void shouldKeepProfilesLikeAPlainMap() {
        Random random = Seeds.random(StoresTest.class);
        Map<Customer, byte[]> model = new HashMap<>();
        try (ProfileStore store = new ProfileStore(1_000)) {
            for (int i = 0; i < 20_000; i++) {
                Customer customer = new Customer(random.nextInt(4), random.nextInt(500));
                if (random.nextInt(3) == 0) {
                    store.remove(customer.workspaceId, customer.ordinal);
                    model.remove(customer);
                } else {
                    byte[] profile = new byte[random.nextInt(random.nextInt(20) == 0 ? 5_000 : 150)];
                    random.nextBytes(profile);
                    store.put(customer.workspaceId, customer.ordinal, new UnsafeBuffer(profile), 0, profile.length);
                    model.put(customer, profile);
                }
                assertEquals(model.size(), store.size());
            }
            for (int ordinal = 0; ordinal < 500; ordinal++) {
                for (int workspace = 0; workspace < 4; workspace++) {
                    assertArrayEquals(model.get(new Customer(workspace, ordinal)), read(store, workspace, ordinal));
                }
            }
        }
    }

    @Test
    void shouldKeepALargeProfileAndManyMoreThanExpected() {
        byte[] large = new byte[100_000];
        new Random(1).nextBytes(large);
        try (ProfileStore store = new ProfileStore(10)) {
            for (int ordinal = 0; ordinal < 50_000; ordinal++) {
                store.put(7, ordinal, new UnsafeBuffer(large), ordinal, 100);
            }
            store.put(7, 50_000, new UnsafeBuffer(large), 0, large.length);
            assertArrayEquals(large, read(store, 7, 50_000));
            assertEquals(50_001, store.size());
        }
    }

    @Test
    void shouldCountThoseThatMoveOnToALaterMap() {
        UnsafeBuffer profile = new UnsafeBuffer(new byte[1_000]);
        try (ProfileStore store = new ProfileStore(10)) {
            for (int ordinal = 0; ordinal < 20_000; ordinal++) {
                store.put(7, ordinal, profile, 0, profile.capacity());
            }
            for (int ordinal = 0; ordinal < 100; ordinal++) {
                store.put(7, ordinal, profile, 0, 10);
            }
            assertEquals(20_000, store.size());
            for (int ordinal = 50; ordinal < 150; ordinal++) {
                store.remove(7, ordinal);
                store.remove(7, ordinal);
            }
            assertEquals(19_900, store.size());
        }
    }

    @Test
    void shouldKeepKeysLikeAPlainMap() {
        Random random = Seeds.random(StoresTest.class);
        Map<Key, Long> model = new HashMap<>();
        try (KeyStore store = new KeyStore(1_000)) {
            for (int i = 0; i < 30_000; i++) {
                Key key = new Key(
                        random.nextInt(3), random.nextInt(2), "k".repeat(random.nextInt(9)) + random.nextInt(200));
                UnsafeBuffer text = new UnsafeBuffer(("__" + key.text).getBytes(StandardCharsets.UTF_8));
                int length = text.capacity() - 2;
                assertEquals(
                        model.getOrDefault(key, KeyStore.MISSING),
                        store.get(key.workspaceId, key.kind, text, 2, length));
                if (random.nextInt(3) == 0) {
                    store.remove(key.workspaceId, key.kind, text, 2, length);
                    model.remove(key);
                } else {
                    long value = random.nextLong();
                    store.put(key.workspaceId, key.kind, text, 2, length, value);
                    model.put(key, value);
                }
                assertEquals(model.size(), store.size());
            }
        }
    }

    @Test
    void shouldKeepKeysThatAreEmptyOrLong() {
        UnsafeBuffer text = new UnsafeBuffer(new byte[2_000]);
        try (KeyStore store = new KeyStore(100)) {
            store.put(1, 255, text, 0, 0, Long.MIN_VALUE);
            store.put(1, 255, text, 0, 2_000, 2);
            store.put(1, 255, text, 0, 1_999, 3);
            assertEquals(Long.MIN_VALUE, store.get(1, 255, text, 0, 0));
            assertEquals(2, store.get(1, 255, text, 0, 2_000));
            assertEquals(3, store.get(1, 255, text, 0, 1_999));
            assertEquals(KeyStore.MISSING, store.get(1, 254, text, 0, 0));
        }
    }

    private static byte[] read(ProfileStore store, int workspaceId, int ordinal) {
        ExpandableArrayBuffer target = new ExpandableArrayBuffer(1);
        int length = store.get(workspaceId, ordinal, target);
        if (length == ProfileStore.ABSENT) {
            return null;
        }
        byte[] bytes = new byte[length];
        target.getBytes(0, bytes);
        return bytes;
    }
}
