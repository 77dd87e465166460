package io.muster.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules that can be read off a source file as text. Each finding names file and line, says why, and what to do
 * instead.
 */
final class SourceRules {
    static final int MAX_FILE_LINES = 500;
    static final int MAX_LINE_COLUMNS = 120;

    private static final Pattern PACKAGE_JAVADOC = Pattern.compile("(?s)/\\*\\*(.*?)\\*/\\s*package ");
    private static final Pattern SENTENCE = Pattern.compile("[\\p{L}\\p{N})>}]\\.(\\s|$)");

    /** Patterns are written so that they do not match themselves. */
    private static final List<LineRule> LINE_RULES = List.of(
            new LineRule(Scope.ALL, "\\b(TO[D]O|FIX[M]E|X[X]X)\\b", "do it, or file an issue"),
            new LineRule(Scope.ALL, "\\t", "indent with four spaces (tools/format)"),
            new LineRule(Scope.TESTS, "@(Dis[a]bled|Igno[r]e)\\b", "mend the test or delete it"),
            new LineRule(
                    Scope.TESTS, "\\bThread\\.sle[e]p\\(", "wait for what is expected, with a deadline (Awaitility)"),
            new LineRule(
                    Scope.INDEX,
                    "^(?!\\s*(\\*|/[/*])).*\\bsynchron[i]zed\\b",
                    "one thread owns a shard: publish with release stores"));

    private SourceRules() {}

    /**
     * What is wrong with a file whose path, relative to the project's root and with forward slashes, is {@code path}.
     */
    static List<String> findings(String path, List<String> lines) {
        List<String> findings = new ArrayList<>();
        if (lines.size() > MAX_FILE_LINES) {
            findings.add(path + ": " + lines.size() + " lines, at most " + MAX_FILE_LINES
                    + ": find the second thing that it does and give it a file");
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String place = path + ":" + (i + 1) + ": ";
            if (line.length() > MAX_LINE_COLUMNS && !line.startsWith("import ") && !line.contains("\"")) {
                findings.add(place + line.length() + " columns, at most " + MAX_LINE_COLUMNS);
            }
            for (LineRule rule : LINE_RULES) {
                if (rule.scope.holds(path) && rule.pattern.matcher(line).find()) {
                    findings.add(place + "'" + line.strip() + "': " + rule.instead);
                }
            }
        }
        checkPackage(path, lines, findings);
        return findings;
    }

    /** What is wrong with a package's {@code package-info.java}; null lines where it has none. */
    static List<String> packageFindings(String path, List<String> lines) {
        if (lines == null) {
            return List.of(path + ": missing: one sentence of Javadoc that says what the package is");
        }
        Matcher javadoc = PACKAGE_JAVADOC.matcher(String.join("\n", lines));
        if (!javadoc.find() || !SENTENCE.matcher(javadoc.group(1)).find()) {
            return List.of(path + ": has no Javadoc sentence that says what the package is");
        }
        return List.of();
    }

    private static void checkPackage(String path, List<String> lines, List<String> findings) {
        String module = path.substring(0, path.indexOf('/'));
        String expected = "package io.muster." + module;
        for (String line : lines) {
            if (line.startsWith("package ")) {
                if (!(line.startsWith(expected + ".") || line.startsWith(expected + ";"))) {
                    findings.add(path + ": '" + line + "', expected " + expected
                            + " or under it: a module's packages carry its name");
                }
                return;
            }
        }
    }

    private enum Scope {
        ALL,
        TESTS,
        INDEX;

        boolean holds(String path) {
            return switch (this) {
                case ALL -> true;
                case TESTS -> !path.contains("/src/main/");
                case INDEX -> path.startsWith("index/src/main/");
            };
        }
    }

    private record LineRule(Scope scope, Pattern pattern, String instead) {
        LineRule(Scope scope, String pattern, String instead) {
            this(scope, Pattern.compile(pattern), instead);
        }
    }
}
