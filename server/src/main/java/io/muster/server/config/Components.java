package io.muster.server.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads and replaces the components of records by name; {@code feed.maxFollowers} is a component of a component, which
 * is a record too. Stateless; any thread.
 */
final class Components {
    private static final char DOT = '.';

    private Components() {}

    /** The type of the component at that path, which must be there. */
    static Class<?> type(Class<?> of, String path) {
        int dot = path.indexOf(DOT);
        Class<?> type = component(of, dot < 0 ? path : path.substring(0, dot)).getType();
        return dot < 0 ? type : type(type, path.substring(dot + 1));
    }

    /** The value of the component at that path. */
    static Object value(Object of, String path) {
        int dot = path.indexOf(DOT);
        Object value = valueOf(of, component(of.getClass(), dot < 0 ? path : path.substring(0, dot)));
        return dot < 0 ? value : value(value, path.substring(dot + 1));
    }

    /**
     * A record like {@code given} but for the components at the {@code replaced} paths. Throws what the constructors
     * throw: {@link IllegalArgumentException} where values are out of bounds or do not fit each other.
     */
    static <R> R with(R given, Map<String, Object> replaced) {
        if (replaced.isEmpty()) {
            return given;
        }
        RecordComponent[] components = given.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int index = 0; index < components.length; index++) {
            RecordComponent component = components[index];
            String name = component.getName();
            types[index] = component.getType();
            values[index] = replaced.containsKey(name)
                    ? replaced.get(name)
                    : with(valueOf(given, component), within(name + DOT, replaced));
        }
        return constructed(given, types, values);
    }

    /** As the component's type has it: int or long. */
    static Object fitting(long value, Class<?> type) {
        return type == int.class || type == Integer.class ? (Object) Math.toIntExact(value) : (Object) value;
    }

    private static RecordComponent component(Class<?> of, String name) {
        for (RecordComponent component : of.getRecordComponents()) {
            if (component.getName().equals(name)) {
                return component;
            }
        }
        throw new IllegalArgumentException(of.getSimpleName() + ": found no component " + name);
    }

    private static Map<String, Object> within(String prefix, Map<String, Object> replaced) {
        Map<String, Object> inner = new HashMap<>();
        replaced.forEach((path, value) -> {
            if (path.startsWith(prefix)) {
                inner.put(path.substring(prefix.length()), value);
            }
        });
        return inner;
    }

    private static Object valueOf(Object of, RecordComponent component) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("unchecked")
    private static <R> R constructed(R like, Class<?>[] types, Object[] values) {
        try {
            return (R) like.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException wrong) {
                throw wrong;
            }
            throw new IllegalStateException(refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
