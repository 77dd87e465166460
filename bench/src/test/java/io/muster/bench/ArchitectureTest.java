package io.muster.bench;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Holds the class files of all modules against {@link ArchitectureRules}, and each rule against an offender. */
final class ArchitectureTest {
    private static final String OFFENCE = "io.muster.bench.offence";

    /** Each rule, and the class under {@code io.muster.bench.offence} that breaks it. */
    private static final Map<String, String> OFFENDERS = Map.ofEntries(
            Map.entry("index knows only the modules it may", "index.KnowsServer"),
            Map.entry("protocol knows only the modules it may", "protocol.KnowsIndex"),
            Map.entry("server knows only the modules it may", "server.KnowsTools"),
            Map.entry("tools knows only the modules it may", "tools.KnowsIndex"),
            Map.entry("index knows few libraries", "index.KnowsServer"),
            Map.entry("index has no network and no disk", "index.ReadsFile"),
            Map.entry("index has no threads", "index.Locks"),
            Map.entry("index starts no thread", "index.StartsThread"),
            Map.entry("index has no clock and no chance", "index.ReadsClock"),
            Map.entry("index has no secret but the id table's", "index.DrawsLots"),
            Map.entry("protocol knows few libraries", "protocol.KnowsIndex"),
            Map.entry("disk of server is behind its interface", "server.WritesFile"),
            Map.entry("nothing is mapped into memory", "server.disk.MapsFile"),
            Map.entry("libraries and server print nothing", "server.Prints"),
            Map.entry("names say what a thing is", "tools.ThingManager"),
            Map.entry("packages of index have no cycles", "index.one.KnowsTwo"),
            Map.entry("packages of protocol have no cycles", "protocol.one.KnowsTwo"),
            Map.entry("packages of server have no cycles", "server.one.KnowsTwo"),
            Map.entry("packages of tools have no cycles", "tools.one.KnowsTwo"),
            Map.entry("packages of bench have no cycles", "bench.one.KnowsTwo"));

    static final Set<String> RULES = ArchitectureRules.under("io.muster").keySet();

    private static JavaClasses project;
    private static JavaClasses offenders;

    @BeforeAll
    static void readClassFiles() {
        project = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.muster");
        offenders = new ClassFileImporter().importPackages(OFFENCE);
    }

    @Test
    void shouldSeeEveryModuleThatHasRules() {
        for (String module : Modules.ALL) {
            if (Modules.mustNotKnow(module).isEmpty()) {
                continue;
            }
            String prefix = "io.muster." + module;
            assertTrue(
                    project.stream()
                            .anyMatch(type -> (type.getPackageName() + ".").startsWith(prefix + ".")
                                    && !type.getSimpleName().equals("package-info")),
                    "no class of " + module + " on the class path of this test: the rules would hold of nothing");
        }
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("RULES")
    void shouldHold(String rule) {
        ArchitectureRules.under("io.muster").get(rule).check(project);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("RULES")
    void shouldCatchOffender(String rule) {
        String offender = OFFENCE + "." + OFFENDERS.get(rule);
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> ArchitectureRules.under(OFFENCE).get(rule).check(offenders));
        assertTrue(
                error.getMessage().contains(offender),
                "expected " + offender + " to be named in: " + error.getMessage());
    }
}
