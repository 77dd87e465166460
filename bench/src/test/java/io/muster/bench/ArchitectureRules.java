package io.muster.bench;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules that the class files of all modules keep. Each says why it is there. */
final class ArchitectureRules {
    private static final Pattern FORBIDDEN_NAME = Pattern.compile(".*(Impl|Utils?|Manager|Helpers?)");

    private static final DescribedPredicate<JavaClass> FILES = describe(
            "files",
            type -> type.getPackageName().startsWith("java.nio.file.spi")
                    || Pattern.matches(
                            "java\\.nio\\.file\\.(Files|FileSystems?|FileStore)"
                                + "|java\\.nio\\.channels\\.(Asynchronous)?File(Channel|Lock)"
                                + "|java\\.io\\.(File|RandomAccessFile|File(Input|Output)Stream|File(Reader|Writer))",
                            type.getName()));

    private static final DescribedPredicate<JavaClass> THREADS = describe(
            "threads, executors, locks or timers",
            type -> type.getPackageName().equals("java.util.concurrent.locks")
                    || Pattern.matches(
                            "java\\.util\\.Timer"
                                    + "|java\\.util\\.concurrent\\.(.*Execut.*|ForkJoin.*|.*Future|.*BlockingQueue"
                                    + "|CountDownLatch|CyclicBarrier|Phaser|Semaphore|Exchanger|StructuredTaskScope)",
                            type.getName()));

    private static final DescribedPredicate<JavaAccess<?>> CLOCK_OR_CHANCE = describe(
            "the clock, chance or the machine's settings",
            access -> Pattern.matches(
                    "java\\.lang\\.System\\.(currentTimeMillis|nanoTime|getenv)"
                            + "|java\\.time\\.[A-Za-z]+\\.now"
                            + "|java\\.time\\.Clock\\..*"
                            + "|java\\.time\\.ZoneId\\.systemDefault"
                            + "|java\\.util\\.(TimeZone|Locale)\\.getDefault"
                            + "|java\\.lang\\.Math\\.random"
                            + "|java\\.util\\.UUID\\.randomUUID"
                            + "|java\\.util\\.(Random|SplittableRandom)\\.<init>"
                            + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\..*",
                    access.getTargetOwner().getName() + "." + access.getTarget().getName()));

    private static final DescribedPredicate<JavaAccess<?>> A_THREAD_OF_ITS_OWN = describe(
            "a thread of its own",
            access -> access.getTargetOwner().isAssignableTo(Thread.class)
                    && !access.getTarget().getName().equals("onSpinWait"));

    private ArchitectureRules() {}

    /**
     * The rules by name, for the packages under {@code root}: the project's, or those of the offenders that prove them.
     */
    static Map<String, ArchRule> under(String root) {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        for (String module : Modules.ALL) {
            if (!Modules.mustNotKnow(module).isEmpty()) {
                rules.put(module + " knows only the modules it may", modules(root, module));
            }
        }
        rules.put("index knows few libraries", indexLibraries(root));
        rules.put("index has no network and no disk", indexOutside(root));
        rules.put("index has no threads", indexThreads(root));
        rules.put("index starts no thread", indexOwnThread(root));
        rules.put("index has no clock and no chance", indexClock(root));
        rules.put("index has no secret but the id table's", indexSecret(root));
        rules.put("protocol knows few libraries", protocolLibraries(root));
        rules.put("disk of server is behind its interface", serverDisk(root));
        rules.put("nothing is mapped into memory", mappedMemory(root));
        rules.put("libraries and server print nothing", standardStreams(root));
        rules.put("names say what a thing is", names(root));
        for (String module : Modules.ALL) {
            rules.put("packages of " + module + " have no cycles", cycles(root, module));
        }
        rules.replaceAll((name, rule) -> rule.allowEmptyShould(true));
        return rules;
    }

    private static ArchRule modules(String root, String module) {
        String[] forbidden = Modules.mustNotKnow(module).stream()
                .map(other -> root + "." + other + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(root + "." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .because(module + " may know "
                        + (Modules.mayKnow(module).isEmpty()
                                ? "no other module"
                                : "only " + String.join(" and ", Modules.mayKnow(module)))
                        + ": arrows between modules go one way (ARCHITECTURE.md)");
    }

    private static ArchRule indexLibraries(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".index..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        root + ".index..", "java..", "org.agrona..", "org.roaringbitmap..", "net.openhft.."))
                .because("the engine is embedded, replayed and simulated: Agrona, RoaringBitmap and Chronicle Map are"
                        + " enough");
    }

    private static ArchRule indexOutside(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".index..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..")
                        .or(FILES))
                .because("commands come in and membership goes out; network and disk belong to server");
    }

    private static ArchRule indexThreads(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".index..")
                .should()
                .dependOnClassesThat(THREADS)
                .because("one thread owns a shard, and readers never wait: nothing in index is synchronised");
    }

    private static ArchRule indexOwnThread(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".index..")
                .should()
                .accessTargetWhere(A_THREAD_OF_ITS_OWN)
                .because("the engine runs on the thread that calls it");
    }

    private static ArchRule indexClock(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".index..")
                .should()
                .accessTargetWhere(CLOCK_OR_CHANCE)
                .because("time enters the engine as a command, so that a replay gives the same bits");
    }

    private static ArchRule indexSecret(String root) {
        return noClasses()
                .that(resideInAPackage(root + ".index..")
                        .and(resideInAPackage(root + ".index.id..").negate()))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.SecureRandom")
                .because(
                        "a replay gives the same bits; only the id table has a secret, which decides where an id stands"
                                + " (so that nobody can crowd it) and never what is answered");
    }

    private static ArchRule protocolLibraries(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".protocol..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        root + ".protocol..",
                        "java..",
                        "javax.crypto..",
                        "javax.net..",
                        "org.agrona..",
                        "io.netty..",
                        "uk.co.real_logic.sbe.."))
                .because("users embed the client: each library it brings is one they may have in another version");
    }

    private static ArchRule serverDisk(String root) {
        return noClasses()
                .that(resideInAPackage(root + ".server..")
                        .and(resideInAPackage(root + ".server.disk..").negate()))
                .should()
                .dependOnClassesThat(FILES)
                .because("all disk access of server goes through io.muster.server.disk, where tests fail, tear and lose"
                        + " writes");
    }

    private static ArchRule mappedMemory(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.MappedByteBuffer")
                .because("on a full disk a store into a mapped file fails anywhere, as an InternalError");
    }

    private static ArchRule standardStreams(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".index..", root + ".protocol..", root + ".server..")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .because("what a library or a server has to say goes to its caller or to the log; only tools and bench"
                        + " print");
    }

    private static ArchRule names(String root) {
        return noClasses()
                .that(resideInAPackage(root + "..")
                        .and(resideInAPackage(root + ".protocol.codec..").negate()))
                .should()
                .haveNameMatching(FORBIDDEN_NAME.pattern())
                .because("Impl, Util, Manager and Helper name no thing: say what it is or what it does");
    }

    private static ArchRule cycles(String root, String module) {
        return SlicesRuleDefinition.slices()
                .matching(root + "." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a package that can be read only together with another is one package"
                        + " (the doors in the module's root package may be known to all)");
    }
}
