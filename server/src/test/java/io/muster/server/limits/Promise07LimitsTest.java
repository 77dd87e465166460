package io.muster.server.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every bound at the bound and one beyond, and the page that lists them. {@code -Dmuster.limits.write=true} writes the
 * page anew.
 */
class Promise07LimitsTest {
    private static final Path ROOT = Path.of(System.getProperty("muster.root"));
    private static final Path PAGE = ROOT.resolve("server/LIMITS.md");

    static Stream<Limit> probed() {
        return LimitPage.limits().stream().filter(limit -> limit.probe() != null);
    }

    static Stream<Limit> shown() {
        return LimitPage.limits().stream().filter(limit -> limit.probe() == null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("probed")
    void shouldTakeWhatIsAtTheBound(Limit limit) throws Exception {
        assertNull(limit.probe().refusal(limit.bound()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("probed")
    void shouldRefuseOneBeyondAndSayWhatWasFoundAndExpected(Limit limit) throws Exception {
        String refusal = limit.probe().refusal(limit.bound() + 1);
        assertNotNull(refusal, "not refused");
        assertTrue(refusal.contains("found ") && refusal.contains("expected "), refusal);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shown")
    void shouldHaveATestOfItsOwn(Limit limit) throws IOException {
        String[] named = limit.shownBy().split("#");
        String test = Files.readString(ROOT.resolve(named[0]));
        assertTrue(test.contains("void " + named[1] + "("), "no " + limit.shownBy());
    }

    @Test
    void shouldBeOnThePage() throws IOException {
        String expected = LimitPage.text();
        if (Boolean.getBoolean("muster.limits.write")) {
            Files.writeString(PAGE, expected);
        }
        List<String> found = Files.readAllLines(PAGE);
        assertEquals(
                expected,
                String.join("\n", found) + "\n",
                "server/LIMITS.md; to write it anew: mvn -pl server -am test -Dtest=Promise07LimitsTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dmuster.limits.write=true");
    }
}
