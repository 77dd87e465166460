package io.muster.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.server.ClockMode;
import io.muster.server.ClockOptions;
import io.muster.server.ServerOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComponentsTest {
    record Inner(int least, long most) {
        Inner {
            if (least > most) {
                throw new IllegalArgumentException("least: found " + least + ", expected " + most + " or less");
            }
        }
    }

    record Outer(String name, Inner inner, Path path) {}

    private static final Outer OUTER = new Outer("a", new Inner(1, 2), null);

    @Test
    void shouldReadAndReplaceComponentsOfComponents() {
        assertEquals(long.class, Components.type(Outer.class, "inner.most"));
        assertEquals(2L, Components.value(OUTER, "inner.most"));
        assertNull(Components.value(OUTER, "path"));
        assertEquals(
                new Outer("a", new Inner(5, 9), Path.of("p")),
                Components.with(OUTER, Map.of("inner.least", 5, "inner.most", 9L, "path", Path.of("p"))));
    }

    @Test
    void shouldPassOnWhatARecordRefuses() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Components.with(OUTER, Map.of("inner.least", 3)));
        assertEquals("least: found 3, expected 2 or less", refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Components.type(Outer.class, "inner.nothing"));
    }

    @Test
    void shouldUseAnOptionalAreaOnlyWhenOneOfItsUnsetOptionsIsSet() {
        Area<ClockOptions> area = Area.of("Clock", ClockOptions.class, options -> null, ServerOptions.Builder::clock)
                .usedLike(new ClockOptions(ClockMode.MANUAL, 7, 86_400_000))
                .with("clock", "mode", Kinds.choice(ClockMode.class), "KIND", "what it is")
                .withUnset("now", "startMillis", Kinds.instant(), "INSTANT", "where it starts");
        ServerOptions defaults = ServerOptions.builder().build();
        assertEquals("manual", area.text(area.options().getFirst(), defaults));
        assertEquals("none", area.text(area.options().getLast(), defaults));
        ServerOptions.Builder builder = ServerOptions.builder();
        area.set(defaults, builder, Map.of("mode", ClockMode.MANUAL));
        assertEquals(ClockMode.SYSTEM, builder.build().clockMode());
        area.set(defaults, builder, Map.of("startMillis", 9L));
        assertEquals(
                new ClockOptions(ClockMode.MANUAL, 9, 86_400_000),
                builder.build().clock());
    }
}
