import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds every Java source of the project against palantir-java-format (4 spaces, 120 columns). Run by the build, from
 * its source: {@code FormatSources check|write ROOT}. {@code check} ends with 1 and names each file that would change.
 */
final class FormatSources {
    private enum Result {
        AS_IT_SHOULD_BE,
        DIFFERS,
        NOT_JAVA
    }

    private FormatSources() {}

    public static void main(String[] arguments) throws IOException {
        boolean write = arguments[0].equals("write");
        Path root = Path.of(arguments[1]);
        Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .formatJavadoc(true)
                .build());
        List<Result> results = sources(root).parallelStream()
                .map(source -> format(formatter, root, source, write))
                .filter(result -> result != Result.AS_IT_SHOULD_BE)
                .toList();
        if (results.contains(Result.NOT_JAVA)) {
            System.exit(1);
        }
        if (!write && !results.isEmpty()) {
            System.err.println("Files not formatted: " + results.size() + ". To format them: tools/format");
            System.exit(1);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !root.relativize(path).toString().contains("target/"))
                    .sorted()
                    .toList();
        }
    }

    private static Result format(Formatter formatter, Path root, Path source, boolean write) {
        try {
            String found = Files.readString(source);
            String expected = formatter.formatSourceAndFixImports(found);
            if (expected.equals(found)) {
                return Result.AS_IT_SHOULD_BE;
            }
            System.err.println((write ? "formatted: " : "not formatted: ") + root.relativize(source));
            if (write) {
                Files.writeString(source, expected);
            }
            return Result.DIFFERS;
        } catch (FormatterException refusal) {
            System.err.println("not understood: " + root.relativize(source) + ": " + refusal.getMessage()
                    + " (the formatter wants 'var _' for a bare '_' in a record pattern, and no 'import module')");
            return Result.NOT_JAVA;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
