package io.muster.server.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Map;

/** Reads and replaces the components of records by name. Stateless; any thread. */
final class Components {
    private Components() {}

    /** The component of that name, which must be there. */
    static RecordComponent of(Class<? extends Record> type, String name) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getName().equals(name)) {
                return component;
            }
        }
        throw new IllegalArgumentException(type.getSimpleName() + ": found no component " + name);
    }

    static Object value(Record of, RecordComponent component) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * A record like {@code given} but for the {@code replaced} components. Throws what the record's constructor throws:
     * {@link IllegalArgumentException} where the values are out of bounds or do not fit each other.
     */
    static <R extends Record> R with(Class<R> type, R given, Map<String, Object> replaced) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int index = 0; index < components.length; index++) {
            RecordComponent component = components[index];
            types[index] = component.getType();
            values[index] = replaced.containsKey(component.getName())
                    ? replaced.get(component.getName())
                    : value(given, component);
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException wrong) {
                throw wrong;
            }
            throw new IllegalStateException(refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As the component's type has it: int or long. */
    static Object fitting(long value, Class<?> type) {
        return type == int.class || type == Integer.class ? (Object) Math.toIntExact(value) : (Object) value;
    }
}
