package io.muster.server.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ShortTurnsTest {
    private static final int NICE_FIELD = 16;

    @Test
    void shouldMakeTheCallingThreadAsNiceAsItWasTold() throws Exception {
        assertEquals(Niceness.YIELDING, nicenessAfter(() -> ShortTurns.set(Niceness.YIELDING)));
    }

    @Test
    void shouldNotMakeAThreadLessNiceThanItIs() throws Exception {
        assertEquals(Niceness.LOWEST, nicenessAfter(() -> {
            Niceness.set(Niceness.LOWEST);
            ShortTurns.set(Niceness.ORDINARY);
        }));
    }

    private static int nicenessAfter(Runnable setting) throws Exception {
        CompletableFuture<Integer> niceness = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            setting.run();
            niceness.complete(ownNiceness());
        });
        return niceness.get(30, TimeUnit.SECONDS);
    }

    private static int ownNiceness() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE_FIELD]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
