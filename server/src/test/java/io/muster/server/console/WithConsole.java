package io.muster.server.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the {@link ConsoleShop}, the same to all, until the last of them is over. */
final class WithConsole implements ParameterResolver {
    private static final ExtensionContext.Namespace OWN = ExtensionContext.Namespace.create(WithConsole.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ConsoleShop.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Path chromium = Chromium.require();
        return context.getRoot()
                .getStore(OWN)
                .getOrComputeIfAbsent(ConsoleShop.class, key -> open(chromium), ConsoleShop.class);
    }

    private static ConsoleShop open(Path chromium) {
        try {
            return new ConsoleShop(chromium);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
