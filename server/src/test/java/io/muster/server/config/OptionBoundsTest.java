package io.muster.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.ServerOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option at its bounds and one beyond, as its record and as its kind of value have them. */
class OptionBoundsTest {
    private static final ServerOptions DEFAULTS = ServerOptions.builder().build();

    @ParameterizedTest(name = "{0}")
    @MethodSource("bounded")
    void shouldTakeTheBoundsAndRefuseWhatIsBeyond(String name, Option option, List<String> within, List<String> beyond)
            throws WrongValueException {
        for (String text : within) {
            Object value = option.read(text);
            assertEquals(value, option.read(option.kind().text(value)), name + " " + text);
        }
        for (String text : beyond) {
            WrongValueException refused = assertThrows(WrongValueException.class, () -> option.read(text));
            assertTrue(refused.getMessage().endsWith(option.kind().bounds()), refused::getMessage);
        }
    }

    @ParameterizedTest
    @FieldSource("io.muster.server.config.ServerAreas#ALL")
    void shouldBeTakenByTheRecordWithAllAtTheirLeastAndAllAtTheirMost(Area<?> area) throws WrongValueException {
        for (int end = 0; end < 2; end++) {
            Map<String, Object> given = new HashMap<>();
            for (Arguments bounded : bounded().toList()) {
                Option option = (Option) bounded.get()[1];
                if (area.options().contains(option)) {
                    String text = (String) ((List<?>) bounded.get()[2]).get(end);
                    given.put(option.component().getName(), option.read(text));
                }
            }
            area.set(DEFAULTS, ServerOptions.builder(), given);
        }
    }

    static Stream<Arguments> bounded() {
        return ServerAreas.options().flatMap(option -> switch (option.kind()) {
            case NumberKind(long least, long most) ->
                row(option, List.of("" + least, "" + most), List.of("" + (least - 1), "" + (most + 1)));
            case SizeKind(long least, long most) ->
                row(option, List.of(least + "B", most + "B"), List.of((least - 1) + "B", (most + 1) + "B"));
            case DurationKind(var unit, var least, var most) ->
                row(
                        option,
                        List.of(least.toMillis() + "ms", most.toMillis() + "ms"),
                        List.of((most.toMillis() + 1) + "ms"));
            default -> Stream.empty();
        });
    }

    private static Stream<Arguments> row(Option option, List<String> within, List<String> beyond) {
        return Stream.of(Arguments.of(option.name(), option, within, beyond));
    }
}
