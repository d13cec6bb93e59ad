package io.grammage.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules about who may use whom, as docs/architecture.md and the packages' own descriptions state them. */
class ArchitectureTest {
    private static final String ROOT = "io.grammage.gateway.";
    private static final Set<String> DOMAIN =
            Set.of("catalog", "identity", "ledger", "billing", "impact", "deployment", "reporting", "monitoring");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.grammage.gateway");

    /** Each package, and which others it may use besides kernel. */
    private static final Map<String, Set<String>> MAY_USE = mayUse();

    private static Map<String, Set<String>> mayUse() {
        Map<String, Set<String>> rules = new LinkedHashMap<>();
        rules.put("kernel", Set.of());
        rules.put("wire", Set.of());
        rules.put("catalog", Set.of());
        rules.put("identity", Set.of());
        rules.put("ledger", Set.of("catalog", "identity"));
        rules.put("billing", Set.of("ledger", "catalog", "identity"));
        rules.put("impact", Set.of("catalog", "ledger"));
        rules.put("deployment", Set.of("catalog", "billing"));
        rules.put("reporting", Set.of("ledger", "billing", "impact", "deployment", "identity"));
        rules.put("relay", Set.of("wire", "catalog", "identity", "ledger"));
        rules.put("monitoring", Set.of("relay", "ledger", "catalog"));
        rules.put("provider", Set.of("relay", "wire", "catalog", "simulator"));
        rules.put("simulator", Set.of("wire"));
        rules.put("api", with(DOMAIN, "wire"));
        rules.put("store", DOMAIN);
        rules.put("config", Set.of());
        rules.put("telemetry", Set.of("relay", "ledger", "catalog", "identity"));
        return rules;
    }

    private static Set<String> with(Set<String> names, String one) {
        return Stream.concat(names.stream(), Stream.of(one)).collect(Collectors.toUnmodifiableSet());
    }

    @TestFactory
    Stream<DynamicTest> packagesUseOnlyWhatTheyMay() {
        return MAY_USE.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> check(rule.getKey(), rule.getValue())));
    }

    private static void check(String name, Set<String> allowed) {
        List<String> packages = new ArrayList<>();
        packages.add(ROOT + name + "..");
        packages.add(ROOT + "kernel..");
        allowed.forEach(other -> packages.add(ROOT + other + ".."));
        noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.grammage.gateway..")
                        .and(not(resideInAnyPackage(packages.toArray(String[]::new)))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageHasARule() {
        Set<String> packages = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            packages.add(type.getPackageName().substring(ROOT.length()).split("\\.", 2)[0]);
        }
        packages.remove("app");
        assertThat(MAY_USE.keySet()).containsAll(packages);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.grammage.gateway.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void librariesStayAtTheEdge() {
        only("io.vertx..", "relay", "provider", "simulator", "api", "app");
        only("io.netty..", "relay", "provider", "simulator", "api", "app");
        only("java.sql..", "store");
        only("org.flywaydb..", "store");
        only("org.sqlite..", "store");
        only("tools.jackson.dataformat..", "config");
        only("org.snakeyaml..", "config");
        only("ch.qos.logback..", "telemetry");
        only("de.siegmar.fastcsv..", "billing", "reporting");
        only("gg.jte..", "billing.print");
        only("com.openhtmltopdf..", "billing.print");
        only("org.apache.pdfbox..", "billing.print");
        only("picocli..", "app");
    }

    private static void only(String library, String... packages) {
        String[] allowed = Stream.of(packages).map(name -> ROOT + name + "..").toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void footprintsAreCalculatedInFewPlaces() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "catalog..", ROOT + "impact..", ROOT + "deployment..", ROOT + "app..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "io\\.grammage\\.footprint\\.(FootprintMethod|EcoLogits.*|PreparedEstimator|InferenceInput"
                                + "|infrastructure\\.DeploymentMethod)")
                .check(CLASSES);
    }

    @Test
    void timeAndChanceComeFromOutside() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "kernel..", ROOT + "app..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(java.util.Random.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(CLASSES);
    }

    @Test
    void onlyCommandsPrint() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "app..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(CLASSES);
    }

    @Test
    void moneyIsNeverADouble() {
        noClasses()
                .that()
                .haveNameMatching(".*\\.(Money|Price|Charge|ChargeLine|ListPricing)")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(double.class)
                .check(CLASSES);
        classes()
                .that()
                .haveNameMatching(".*\\.(Money|Price|Charge|ChargeLine|ListPricing)")
                .should()
                .onlyCallMethodsThat(not(com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                        ".*(doubleValue|floatValue)")))
                .check(CLASSES);
    }
}
