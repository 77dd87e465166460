package io.muster.index.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.memory.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What a snapshot had is found, changed and removed the same while it waits to be moved. */
class RestoredEntriesTest {
    private static final int ENTRIES = 3_000;
    private static final int CHANGES = 20_000;

    private final Random random = Seeds.random(RestoredEntriesTest.class);

    private record Customer(int workspaceId, int ordinal) {}

    @Test
    void shouldKeepKeysLikeAPlainMapWhileTheyAreMoved() {
        Map<String, Long> model = new HashMap<>();
        try (KeyStore store = new KeyStore(100)) {
            for (int i = 0; i < ENTRIES; i++) {
                String key = "key-" + 2 * i;
                UnsafeBuffer text = bytes(key);
                store.restore(1, 2, text, 0, text.capacity(), i);
                model.put(key, (long) i);
            }
            assertEquals(model.size(), store.waiting());
            for (int i = 0; i < CHANGES; i++) {
                String key = "key-" + random.nextInt(2 * ENTRIES);
                UnsafeBuffer text = bytes(key);
                assertEquals(model.getOrDefault(key, Keys.MISSING), store.get(1, 2, text, 0, text.capacity()));
                assertEquals(Keys.MISSING, store.get(1, 3, text, 0, text.capacity()));
                if (random.nextInt(3) == 0) {
                    store.remove(1, 2, text, 0, text.capacity());
                    model.remove(key);
                } else if (random.nextBoolean()) {
                    store.put(1, 2, text, 0, text.capacity(), i);
                    model.put(key, (long) i);
                }
                assertEquals(model.size(), store.size());
                if (random.nextInt(20) == 0) {
                    store.moveRestored(random.nextInt(5));
                }
            }
            assertTrue(store.moveRestored(ENTRIES + 1));
            assertEquals(0, store.waiting());
            assertEquals(model.size(), store.size());
            model.forEach((key, value) -> {
                UnsafeBuffer text = bytes(key);
                assertEquals(value, store.get(1, 2, text, 0, text.capacity()));
            });
        }
    }

    @Test
    void shouldKeepProfilesLikeAPlainMapWhileTheyAreMoved() {
        Map<Customer, byte[]> model = new HashMap<>();
        try (ProfileStore store = new ProfileStore(100)) {
            for (int i = 0; i < ENTRIES; i++) {
                Customer customer = new Customer(1 + i % 3, i);
                byte[] profile = profile();
                store.restore(customer.workspaceId, i, new UnsafeBuffer(profile), 0, profile.length);
                model.put(customer, profile);
            }
            for (int i = 0; i < CHANGES; i++) {
                Customer customer = new Customer(random.nextInt(5), random.nextInt(ENTRIES));
                assertArrayEquals(model.get(customer), read(store, customer));
                if (random.nextInt(3) == 0) {
                    store.remove(customer.workspaceId, customer.ordinal);
                    model.remove(customer);
                } else if (random.nextBoolean()) {
                    byte[] profile = profile();
                    store.put(customer.workspaceId, customer.ordinal, new UnsafeBuffer(profile), 0, profile.length);
                    model.put(customer, profile);
                }
                assertEquals(model.size(), store.size());
                if (random.nextInt(20) == 0) {
                    store.moveRestored(random.nextInt(5));
                }
            }
            assertTrue(store.moveRestored(ENTRIES + 1));
            assertEquals(0, store.waiting());
            model.forEach((customer, profile) -> assertArrayEquals(profile, read(store, customer)));
        }
    }

    private byte[] profile() {
        byte[] profile = new byte[1 + random.nextInt(100)];
        random.nextBytes(profile);
        return profile;
    }

    private static UnsafeBuffer bytes(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] read(ProfileStore store, Customer customer) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        int length = store.get(customer.workspaceId, customer.ordinal, buffer);
        if (length == ProfileBytes.ABSENT) {
            return null;
        }
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
