package io.muster.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds every source file of the project against {@link SourceRules}. */
final class SourceTest {
    private static final Path ROOT = Path.of(System.getProperty("muster.root"));

    @Test
    void shouldBeTidy() throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path source : sources()) {
            findings.addAll(SourceRules.findings(relative(source), Files.readAllLines(source)));
        }
        assertTrue(findings.isEmpty(), () -> "\n" + String.join("\n", findings) + "\n");
    }

    @Test
    void shouldSayWhatEachPackageIs() throws IOException {
        TreeSet<Path> packages = new TreeSet<>();
        for (Path source : sources()) {
            if (relative(source).contains("/src/main/java/")) {
                packages.add(source.getParent());
            }
        }
        List<String> findings = new ArrayList<>();
        for (Path directory : packages) {
            Path info = directory.resolve("package-info.java");
            findings.addAll(
                    SourceRules.packageFindings(relative(info), Files.exists(info) ? Files.readAllLines(info) : null));
        }
        assertTrue(findings.isEmpty(), () -> "\n" + String.join("\n", findings) + "\n");
    }

    @Test
    void shouldFindEachKindOfFault() {
        String test = "index/src/test/java/io/muster/index/SomeTest.java";
        String main = "index/src/main/java/io/muster/index/Some.java";
        assertFinding(1, main, "// TO" + "DO later", "file an issue");
        assertFinding(1, main, "\tint x;", "four spaces");
        assertFinding(1, test, "    @Dis" + "abled", "mend the test");
        assertFinding(1, test, "        Thread.sle" + "ep(10);", "deadline");
        assertFinding(0, main, "        Thread.sle" + "ep(10);", "");
        assertFinding(1, main, "    synchron" + "ized void f() {}", "one thread owns a shard");
        assertFinding(0, main, "     * Not synchron" + "ized.", "");
        assertFinding(1, main, "x".repeat(SourceRules.MAX_LINE_COLUMNS + 1), "121 columns");
        assertFinding(0, main, "x".repeat(SourceRules.MAX_LINE_COLUMNS), "");
        assertFinding(1, main, "package io.muster.server;", "expected package io.muster.index");
        assertFinding(1, main, "package io.muster.indexes;", "expected package io.muster.index");
        assertFinding(0, main, "package io.muster.index.rule;", "");
    }

    @Test
    void shouldFindFileThatIsTooLong() {
        String path = "index/src/main/java/io/muster/index/Some.java";
        List<String> longest = Collections.nCopies(SourceRules.MAX_FILE_LINES, "int x;");
        List<String> tooLong = Collections.nCopies(SourceRules.MAX_FILE_LINES + 1, "int x;");
        assertEquals(List.of(), SourceRules.findings(path, longest));
        assertEquals(1, SourceRules.findings(path, tooLong).size());
    }

    @Test
    void shouldFindPackageThatIsNotExplained() {
        String path = "index/src/main/java/io/muster/index/package-info.java";
        String line = "package io.muster.index;";
        assertEquals(1, SourceRules.packageFindings(path, null).size());
        assertEquals(1, SourceRules.packageFindings(path, List.of(line)).size());
        assertEquals(
                1, SourceRules.packageFindings(path, List.of("/** */", line)).size());
        assertEquals(List.of(), SourceRules.packageFindings(path, List.of("/** What it is. */", line)));
        assertEquals(
                List.of(),
                SourceRules.packageFindings(
                        path, List.of("/**", " * What {@code it} is.", " *", " * <p>More/</p>", " */", line)));
    }

    private static void assertFinding(int expected, String path, String line, String part) {
        List<String> findings = SourceRules.findings(path, List.of(line));
        assertEquals(expected, findings.size(), () -> line + ": " + findings);
        assertTrue(findings.stream().allMatch(finding -> finding.contains(part)), () -> line + ": " + findings);
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : Modules.ALL) {
            Path directory = ROOT.resolve(module).resolve("src");
            if (Files.isDirectory(directory)) {
                try (Stream<Path> tree = Files.walk(directory)) {
                    tree.filter(path -> path.toString().endsWith(".java"))
                            .sorted()
                            .forEach(sources::add);
                }
            }
        }
        assertTrue(!sources.isEmpty(), "no sources under " + ROOT);
        return sources;
    }

    private static String relative(Path path) {
        return ROOT.relativize(path).toString().replace('\\', '/');
    }
}
