package io.muster.server.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.Soak;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;
import org.openjdk.jcstress.infra.grading.TestGrading;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.os.AffinityMode;
import org.openjdk.jcstress.os.NodeType;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.vm.CompileMode;

/**
 * Promise 6: readers never see a torn or stale-forever membership. Each jcstress test of the module for a moment, in
 * this process; {@code -Dmuster.soak=10m} shares that time among them.
 */
@Timeout(24 * 3600)
@Tag("optimized")
final class Promise06JcstressTest {
    private static final int ITERATIONS = 5;
    private static final int MOST_RUNS = 20;
    private static final long USUAL_MS = 4_000;
    private static final List<String> STRUCTURES = List.of(
            "PublishedLongs",
            "PublishedInts",
            "MembershipWords",
            "SharedMembers",
            "IdTable",
            "ByteArena",
            "Doorbell",
            "ChangeIntake",
            "Admission");

    static List<String> tests() {
        return List.copyOf(new TreeSet<>(TestList.tests()));
    }

    @Test
    void shouldHaveATestForEachStructureThatIsReadWhileItIsWritten() {
        for (String structure : STRUCTURES) {
            assertTrue(
                    tests().stream().anyMatch(test -> test.contains("." + structure + "Stress.")),
                    () -> structure + ": found no test among " + tests());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tests")
    void shouldSeeNoForbiddenOutcome(String name) throws Exception {
        TestResult result = run(name);
        // Where the actors got no core within their moment there is nothing to judge yet.
        for (int again = 0; result.getTotalCount() == 0 && again < MOST_RUNS; again++) {
            result = run(name);
        }
        assertPassed(name, result);
    }

    private static void assertPassed(String name, TestResult result) {
        assertEquals(Status.NORMAL, result.status(), () -> name + ": " + result.getMessages());
        TestGrading grading = result.grading();
        for (GradingResult outcome : grading.gradingResults.values()) {
            System.out.printf(
                    "%s %12s %,11d %s %s%n", name, outcome.id, outcome.count, outcome.expect, outcome.description);
        }
        assertTrue(result.getTotalCount() > 0, name);
        assertTrue(grading.isPassed, () -> name + ": " + grading.failureMessages);
    }

    private static TestResult run(String name) throws Exception {
        long allMs = TimeUnit.NANOSECONDS.toMillis(Soak.nanos(USUAL_MS));
        long iterationMs = Math.max(20, allMs / ITERATIONS / tests().size());
        Options options = new Options(new String[] {
            "-iters", Integer.toString(ITERATIONS), "-time", Long.toString(iterationMs), "-spinStyle", "THREAD_YIELD"
        });
        assertTrue(options.parse());
        TestInfo info = TestList.getInfo(name);
        TestConfig config = new TestConfig(
                options,
                info,
                0,
                List.of(),
                CompileMode.UNIFIED,
                new SchedulingClass(AffinityMode.NONE, info.threads(), NodeType.PACKAGE));
        TestResult result = runner(new ForkedTestConfig(config)).run();
        result.setConfig(config);
        return result;
    }

    private static Runner<?> runner(ForkedTestConfig config) throws ReflectiveOperationException {
        return (Runner<?>) Class.forName(config.generatedRunnerName)
                .getConstructor(ForkedTestConfig.class)
                .newInstance(config);
    }
}
