package dev.encryptedkinesis.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What may use what, and what nobody may do. */
class ArchitectureTest {

    private static final String ROOT = "dev.encryptedkinesis.operator";
    private static final String JDK = "java..";
    private static final String LOG = "org.slf4j..";
    private static final String FABRIC8 = "io.fabric8..";
    private static final Path SOURCES = Path.of("src/main/java");
    private static final int LONGEST_CLASS = 300;
    private static final int MOST_PARAMETERS = 7;

    /** Of each package, all that it may use beside itself. The core stands on the JDK alone. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry(
                    "api",
                    List.of(
                            JDK,
                            "com.fasterxml.jackson.annotation..",
                            "com.fasterxml.jackson.core..",
                            "com.fasterxml.jackson.databind..",
                            "io.fabric8.kubernetes.api.model..",
                            "io.fabric8.kubernetes.client..",
                            "io.fabric8.kubernetes.model.annotation..",
                            "io.fabric8.crd.generator.annotation..",
                            "io.fabric8.generator.annotation..")),
            Map.entry("stream", List.of(JDK)),
            Map.entry(
                    "tenancy",
                    List.of(JDK, "io.fabric8.kubernetes.api.model..", in("api"), in("stream"), in("access.policy"))),
            Map.entry(
                    "access",
                    List.of(
                            JDK,
                            in("stream"),
                            in("access.policy"),
                            in("access.leastprivilege"),
                            in("access.findings"),
                            in("access.forecast"),
                            in("access.denials"))),
            Map.entry("access.forecast", List.of(JDK)),
            Map.entry(
                    "access.denials",
                    List.of(JDK, "com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..", in("json"))),
            Map.entry(
                    "access.policy",
                    List.of(JDK, "com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..", in("json"))),
            Map.entry("json", List.of(JDK, "com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..")),
            Map.entry("access.findings", List.of(JDK, in("access.policy"))),
            Map.entry("access.leastprivilege", List.of(JDK, "software.amazon.awssdk.policybuilder..")),
            Map.entry(
                    "aws",
                    List.of(
                            JDK,
                            LOG,
                            "software.amazon.awssdk..",
                            "javax.net.ssl..",
                            in("stream"),
                            in("access"),
                            in("access.policy"),
                            in("access.forecast"),
                            in("access.denials"),
                            in("aws.budget"),
                            in("push"),
                            in("doctor"))),
            Map.entry(
                    "push",
                    List.of(
                            JDK,
                            LOG,
                            "com.fasterxml.jackson.core..",
                            "com.fasterxml.jackson.databind..",
                            in("json"),
                            in("stream"))),
            Map.entry("aws.budget", List.of(JDK, "io.github.bucket4j..", in("stream"))),
            Map.entry(
                    "doctor",
                    List.of(
                            JDK,
                            in("stream"),
                            in("access"),
                            in("access.policy"),
                            in("access.leastprivilege"),
                            in("access.findings"),
                            in("access.denials"),
                            in("access.forecast"))),
            Map.entry(
                    "status",
                    List.of(
                            JDK,
                            "io.fabric8.kubernetes.api.model..",
                            in("api"),
                            in("stream"),
                            in("access"),
                            in("access.findings"),
                            in("access.forecast"),
                            in("access.denials"))),
            Map.entry(
                    "metrics",
                    List.of(
                            JDK,
                            FABRIC8,
                            "io.javaoperatorsdk..",
                            "io.micrometer..",
                            "io.prometheus..",
                            in("api"),
                            in("stream"),
                            in("aws"),
                            in("aws.budget"),
                            in("access.denials"),
                            in("access.forecast"),
                            in("push"),
                            in("status"),
                            in("reconcile"))),
            Map.entry("owned", List.of(JDK, FABRIC8, in("api"))),
            Map.entry("binding", List.of(JDK, in("stream"), in("owned"))),
            Map.entry(
                    "reconcile",
                    List.of(
                            JDK,
                            LOG,
                            FABRIC8,
                            "io.javaoperatorsdk..",
                            "io.github.bucket4j..",
                            in("api"),
                            in("stream"),
                            in("access"),
                            in("access.forecast"),
                            in("access.denials"),
                            in("access.leastprivilege"),
                            in("push"),
                            in("tenancy"),
                            in("status"),
                            in("owned"),
                            in("binding"))));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @TestFactory
    Stream<DynamicTest> aPackageUsesOnlyWhatItMay() {
        return ARROWS.entrySet().stream()
                .map(arrow -> DynamicTest.dynamicTest(
                        arrow.getKey(),
                        () -> classes()
                                .that()
                                .resideInAPackage(in(arrow.getKey()))
                                .should()
                                .onlyDependOnClassesThat()
                                .resideInAnyPackage(withItself(arrow.getKey(), arrow.getValue()))
                                .check(MAIN)));
    }

    @Test
    void everyPackageHasItsArrowsAndOnlyOpsMayUseAll() {
        assertThat(MAIN.stream().map(ArchitectureTest::ownPackage).distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(ARROWS.keySet().stream(), Stream.of("ops"))
                        .toList());
    }

    @Test
    void packagesUseEachOtherOneWayOnly() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void nobodySleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(MAIN);
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(MAIN);
    }

    /** Whoever needs the time is given a clock, so that a test can be at any time it likes. */
    @Test
    void onlyOpsAsksTheSystemForTheTime() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("ops"))
                .should()
                .callMethodWhere(asksTheSystemForTheTime())
                .check(MAIN);
    }

    private static DescribedPredicate<JavaMethodCall> asksTheSystemForTheTime() {
        return DescribedPredicate.describe("asks the system for the time", call -> {
            String owner = call.getTargetOwner().getFullName();
            String method = call.getName();
            return owner.equals(Clock.class.getName()) && method.startsWith("system")
                    || owner.startsWith("java.time.")
                            && method.equals("now")
                            && call.getTarget().getRawParameterTypes().isEmpty()
                    || owner.equals(System.class.getName())
                            && (method.equals("currentTimeMillis") || method.equals("nanoTime"));
        });
    }

    @Test
    void nothingStaticChanges() {
        fields().that().areStatic().should().beFinal().check(MAIN);
        fields().that()
                .areStatic()
                // What the compiler makes for switches, and for the constants of an enum.
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .notHaveRawType(DescribedPredicate.describe(
                        "a thing that is made to change",
                        type -> type.getPackageName().startsWith("java.util.concurrent")
                                || type.isEquivalentTo(StringBuilder.class)
                                || type.isArray()))
                .check(MAIN);
    }

    @Test
    void everyNameSaysSomething() {
        Pattern saysNothing = Pattern.compile("(?i).*(util|impl|common|helper)s?");

        assertThat(MAIN.stream().map(JavaClass::getSimpleName).filter(saysNothing.asMatchPredicate()))
                .isEmpty();
        assertThat(MAIN.stream().map(ArchitectureTest::ownPackage).filter(saysNothing.asMatchPredicate()))
                .isEmpty();
    }

    /** What the API server sends and gets is as wide as the resource. */
    @Test
    void whoIsMadeOfManyThingsIsTwo() {
        assertThat(MAIN.stream()
                        .filter(type -> !(ownPackage(type).equals("api") && type.isRecord()))
                        .flatMap(type -> type.getConstructors().stream())
                        .filter(constructor ->
                                constructor.getRawParameterTypes().size() > MOST_PARAMETERS))
                .isEmpty();
    }

    @Test
    void aSourceFileIsReadInOneGo() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readAllLines(file).size())
                            .describedAs(file.toString())
                            .isLessThanOrEqualTo(LONGEST_CLASS));
        }
    }

    private static String[] withItself(String name, List<String> others) {
        return Stream.concat(Stream.of(in(name)), others.stream()).toArray(String[]::new);
    }

    /** That package alone: a package below it has arrows of its own. */
    private static String in(String name) {
        return ROOT + "." + name;
    }

    /** The name of the package below the root, as api. */
    private static String ownPackage(JavaClass type) {
        return Optional.of(type.getPackageName())
                .filter(name -> name.length() > ROOT.length())
                .map(name -> name.substring(ROOT.length() + 1))
                .orElse("");
    }
}
