package io.muster.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.server.wire.backend.Backend;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An error, not only an exception, while an answer is made: whoever asked is told, and the connection goes on. */
@Timeout(60)
class BrokenAnswerTest {
    private volatile boolean broken = true;

    @Test
    void shouldAnswerInternalWhereAnAnswerBreaks() throws Exception {
        try (FakeBackend fake = new FakeBackend();
                WireServer server = new WireServer(new WireOptions("127.0.0.1", 0, 1), breaking(fake));
                MusterClient client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()))) {
            // At once, on the I/O thread.
            assertInternal(assertThrows(MusterException.class, client::workspaces));
            // Later, when the answer is written.
            assertInternal(assertThrows(MusterException.class, client::statusJson));
            broken = false;
            assertEquals(0, client.workspaces().size());
            assertEquals("{}", client.statusJson());
        }
    }

    private static void assertInternal(MusterException failure) {
        assertEquals(ErrorCode.INTERNAL, failure.code());
        assertTrue(failure.getMessage().contains("StackOverflowError"), failure.getMessage());
    }

    private Backend breaking(FakeBackend fake) {
        return (Backend) Proxy.newProxyInstance(
                Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("statusJson")) {
                        return CompletableFuture.completedFuture("{}".getBytes(StandardCharsets.UTF_8));
                    }
                    if (broken
                            && (method.getName().equals("workspaces")
                                    || method.getName().equals("sequence"))) {
                        throw new StackOverflowError("while answering");
                    }
                    try {
                        return method.invoke(fake, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
