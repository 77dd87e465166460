package io.muster.server.config;

import io.muster.server.ServerOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The options that one record of {@link ServerOptions} holds. Immutable.
 *
 * @param title in {@code muster.conf} and {@code --help}
 * @param type of the record
 * @param of the record of a server's options; where {@code like} is given it may give null: the area is not used
 * @param to sets it
 * @param like what the record is like where the area is used, the options apart that are unset by default; null where
 *     the area always is. It is used when one of those is set
 * @param options in the order in which they are told
 */
public record Area<R extends Record>(
        String title,
        Class<R> type,
        Function<ServerOptions, R> of,
        BiConsumer<ServerOptions.Builder, R> to,
        R like,
        List<Option> options) {

    static <R extends Record> Area<R> of(
            String title, Class<R> type, Function<ServerOptions, R> of, BiConsumer<ServerOptions.Builder, R> to) {
        return new Area<>(title, type, of, to, null, List.of());
    }

    /** An area that is used only when one of its options that are unset by default is set. */
    Area<R> usedLike(R newLike) {
        return new Area<>(title, type, of, to, newLike, options);
    }

    /** With one more option, whose default is what the record has by default. */
    Area<R> with(String name, String component, ValueKind kind, String label, String meaning) {
        return with(new Option(name, component, Components.type(type, component), kind, label, meaning, true));
    }

    /** With one more option that is not set by default. */
    Area<R> withUnset(String name, String component, ValueKind kind, String label, String meaning) {
        return with(new Option(name, component, Components.type(type, component), kind, label, meaning, false));
    }

    private Area<R> with(Option option) {
        List<Option> more = new ArrayList<>(options);
        more.add(option);
        return new Area<>(title, type, of, to, like, List.copyOf(more));
    }

    /** The value of an option of this area, as it would be written; {@code none} where it has none. */
    public String text(Option option, ServerOptions from) {
        R used = of.apply(from);
        Object value = used == null && !option.hasDefault()
                ? null
                : Components.value(used == null ? like : used, option.component());
        return value == null ? Option.NONE : option.kind().text(value);
    }

    /**
     * Replaces what is given by component. Throws {@link IllegalArgumentException} where the record refuses it.
     *
     * @param defaults where the rest comes from
     */
    void set(ServerOptions defaults, ServerOptions.Builder builder, Map<String, Object> given) {
        if (like == null) {
            to.accept(builder, Components.with(of.apply(defaults), given));
            return;
        }
        Map<String, Object> used = new HashMap<>(given);
        boolean any = false;
        for (Option option : options) {
            any |= !option.hasDefault() && given.containsKey(option.component());
            if (!option.hasDefault()) {
                used.putIfAbsent(option.component(), null);
            }
        }
        R unused = of.apply(defaults);
        if (any) {
            to.accept(builder, Components.with(like, used));
        } else if (unused != null) {
            to.accept(builder, Components.with(unused, given));
        }
    }
}
