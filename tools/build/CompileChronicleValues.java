import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles what Chronicle Map otherwise generates and compiles anew in every process that opens a map, which takes
 * longer than the rest of a server's start: it looks for the class first. Run by the build, from its source:
 * {@code CompileChronicleValues DIRECTORY}, with Chronicle Map on the class path.
 */
final class CompileChronicleValues {
    private static final String VALUE = "net.openhft.chronicle.hash.VanillaGlobalMutableState";
    private static final String SUFFIX = "$$Native";

    private CompileChronicleValues() {}

    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        String directory = Path.of(arguments[0]).toString();
        StringWriter problems = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-proc:none", "-nowarn", "-d", directory, "-cp", System.getProperty("java.class.path"));
        if (!compiler.getTask(problems, null, null, options, null, List.of(new Source(generated())))
                .call()) {
            System.err.println(VALUE + SUFFIX + " as Chronicle Values generates it does not compile:\n" + problems);
            System.exit(1);
        }
    }

    private static String generated() throws ReflectiveOperationException {
        Class<?> model = Class.forName("net.openhft.chronicle.values.ValueModel");
        Method acquire = model.getMethod("acquire", Class.class);
        Method generate = Class.forName("net.openhft.chronicle.values.Generators")
                .getDeclaredMethod("generateNativeClass", model, String.class);
        generate.setAccessible(true);
        String simpleName = VALUE.substring(VALUE.lastIndexOf('.') + 1) + SUFFIX;
        return (String) generate.invoke(null, acquire.invoke(null, Class.forName(VALUE)), simpleName);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///" + (VALUE + SUFFIX).replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
