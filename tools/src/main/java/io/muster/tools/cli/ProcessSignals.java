package io.muster.tools.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Hears of the signals that are sent to this process. Through reflection: the JDK supports {@code sun.misc.Signal} and
 * warns of each use of it that it compiles.
 */
final class ProcessSignals {
    private ProcessSignals() {}

    /** Gives the signal back to whom it had before. */
    interface Handling extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Runs {@code task}, on a thread of its own, whenever the signal comes, instead of what would happen otherwise.
     * Nothing changes where the system or the JVM's options do not allow that.
     *
     * @param name such as {@code INT}
     */
    static Handling handle(String name, Runnable task) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        task.run();
                        return null;
                    });
            Method handle = signalType.getMethod("handle", signalType, handlerType);
            Object former = handle.invoke(null, signal, handler);
            return () -> giveBack(handle, signal, former);
        } catch (ReflectiveOperationException unavailable) {
            return () -> {};
        }
    }

    private static void giveBack(Method handle, Object signal, Object former) {
        try {
            handle.invoke(null, signal, former);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
