package io.muster.index.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import net.openhft.chronicle.values.ValueModel;
import org.junit.jupiter.api.Test;

/** A map is opened in every server and every test: compiling a class for it took half of a server's start. */
class ChronicleValuesTest {
    private static final String STATE = "net.openhft.chronicle.hash.VanillaGlobalMutableState";

    @Test
    void shouldOpenAMapWithTheClassThatTheBuildCompiled() throws ClassNotFoundException {
        Class<?> compiled = Class.forName(STATE + "$$Native");
        assertEquals(
                ProfileStore.class.getProtectionDomain().getCodeSource().getLocation(),
                compiled.getProtectionDomain().getCodeSource().getLocation());
        try (ProfileStore store = new ProfileStore(1)) {
            assertEquals(0, store.size());
        }
        assertSame(compiled, ValueModel.acquire(Class.forName(STATE)).nativeClass());
    }
}
