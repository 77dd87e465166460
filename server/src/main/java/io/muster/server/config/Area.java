package io.muster.server.config;

import io.muster.server.ServerOptions;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The options that one record of {@link ServerOptions} holds. Immutable.
 *
 * @param title in {@code muster.conf} and {@code --help}
 * @param type of the record
 * @param of the record of a server's options
 * @param to sets it
 * @param options in the order in which they are told
 */
public record Area<R extends Record>(
        String title,
        Class<R> type,
        Function<ServerOptions, R> of,
        BiConsumer<ServerOptions.Builder, R> to,
        List<Option> options) {

    static <R extends Record> Area<R> of(
            String title, Class<R> type, Function<ServerOptions, R> of, BiConsumer<ServerOptions.Builder, R> to) {
        return new Area<>(title, type, of, to, List.of());
    }

    /** With one more option, whose default is what the record has by default. */
    Area<R> with(String name, String component, ValueKind kind, String label, String meaning) {
        return with(new Option(name, Components.of(type, component), kind, label, meaning, true));
    }

    /** With one more option that is not set by default. */
    Area<R> withUnset(String name, String component, ValueKind kind, String label, String meaning) {
        return with(new Option(name, Components.of(type, component), kind, label, meaning, false));
    }

    private Area<R> with(Option option) {
        List<Option> more = new ArrayList<>(options);
        more.add(option);
        return new Area<>(title, type, of, to, List.copyOf(more));
    }

    /** The value of an option of this area, as it would be written; {@code none} where it has none. */
    public String text(Option option, ServerOptions from) {
        Object value = value(option.component(), from);
        return value == null ? Option.NONE : option.kind().text(value);
    }

    Object value(RecordComponent component, ServerOptions from) {
        return Components.value(of.apply(from), component);
    }

    /** Replaces what is given by component. Throws {@link IllegalArgumentException} where the record refuses it. */
    void set(ServerOptions defaults, ServerOptions.Builder builder, Map<String, Object> given) {
        to.accept(builder, Components.with(type, of.apply(defaults), given));
    }
}
