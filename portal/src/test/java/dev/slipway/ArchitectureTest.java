package dev.slipway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.slipway.portal.security.IsFor;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The rules of the house. */
class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.slipway");

    /** Every rule below is a test of its own, named like its field. */
    @TestFactory
    Stream<DynamicTest> theHouseStands() {
        return Arrays.stream(ArchitectureTest.class.getDeclaredFields())
                .filter(field -> field.getType() == ArchRule.class)
                .map(field -> dynamicTest(field.getName(), () -> ((ArchRule) field.get(null)).check(CODE)));
    }

    static final ArchRule catalogSeesNoOtherModule = leafSeesNothing("catalog");

    static final ArchRule policiesSeeNoOtherModule = leafSeesNothing("policies");

    static final ArchRule sbomSeesNoOtherModule = leafSeesNothing("sbom");

    static final ArchRule clustersSeeNoOtherModule = leafSeesNothing("clusters");

    static final ArchRule gitopsSeesOnlyClusters = noClasses()
            .that()
            .resideInAPackage("dev.slipway.gitops..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.slipway.catalog..", "dev.slipway.policies..", "dev.slipway.sbom..", "dev.slipway.portal..")
            .because("gitops applies files to clusters, whatever they are about; the portal joins the modules");

    static final ArchRule spiIsForInterfacesAndWhatTheyExchange = classes()
            .that()
            .resideInAPackage("dev.slipway..spi..")
            .and()
            .haveSimpleNameNotEndingWith("package-info")
            .should()
            .beInterfaces()
            .orShould()
            .beRecords()
            .orShould()
            .beEnums()
            .orShould()
            .beAssignableTo(Throwable.class)
            .allowEmptyShould(true)
            .because("others implement what is in spi: it holds contracts, not code");

    static final ArchRule nothingIsInjectedIntoFields = noFields()
            .should()
            .beAnnotatedWith(Autowired.class)
            .orShould()
            .beAnnotatedWith(Value.class)
            .because("what an object needs is in its constructor, where it can be seen and tested");

    static final ArchRule controllersKeepNothing = fields().that()
            .areDeclaredInClassesThat()
            .areMetaAnnotatedWith(Controller.class)
            .should()
            .beFinal()
            .because("controllers are shared by all requests and must not keep anything between them");

    static final ArchRule endpointsDeclareWhomTheyAreFor = methods()
            .that()
            .areMetaAnnotatedWith(RequestMapping.class)
            .should(declareWhomTheyAreFor())
            .because("an endpoint that says nothing admits nobody: forgetting it must fail the build, not a person");

    static final ArchRule controllersStayInTheirPackage = classes()
            .that()
            .areMetaAnnotatedWith(Controller.class)
            .should()
            .bePackagePrivate()
            .because("controllers are called over HTTP, not by other code");

    static final ArchRule onlyTheFeaturesSeeTheWeb = noClasses()
            .that()
            .resideOutsideOfPackages("dev.slipway", "dev.slipway.portal..", "dev.slipway.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..", "org.springframework.web..", "org.springframework.security..")
            .because("HTTP and sign-in are the portal's business");

    static final ArchRule jackson2StaysWithKubernetes = noClasses()
            .that()
            .resideOutsideOfPackages("dev.slipway.clusters..", "dev.slipway.gitops..")
            .should()
            .dependOnClassesThat(jackson2())
            .because("Jackson 3 is the house's; only the Kubernetes client still needs 2");

    private static ArchRule leafSeesNothing(String leaf) {
        var own = "dev.slipway." + leaf + "..";
        return noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("belong to another module") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.getPackageName().startsWith("dev.slipway.")
                                && !type.getPackageName().startsWith("dev.slipway." + leaf);
                    }
                })
                .because("leaves never see each other; the portal joins them");
    }

    private static DescribedPredicate<JavaClass> jackson2() {
        return new DescribedPredicate<>("are Jackson 2's") {
            @Override
            public boolean test(JavaClass type) {
                return type.getPackageName().startsWith("com.fasterxml.jackson.")
                        && !type.getPackageName().startsWith("com.fasterxml.jackson.annotation");
            }
        };
    }

    private static ArchCondition<JavaMethod> declareWhomTheyAreFor() {
        return new ArchCondition<>("declare whom they are for") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                var declared = method.isMetaAnnotatedWith(IsFor.class)
                        || method.getOwner().isMetaAnnotatedWith(IsFor.class);
                events.add(new SimpleConditionEvent(
                        method, declared, method.getFullName() + " has no @For… and neither has its class"));
            }
        };
    }
}
