package dev.slipway.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.slipway.sbom.testing.Samples;
import dev.slipway.sbom.testing.TestDatabase;
import dev.slipway.sbom.testing.TestPortal;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {

    private static final SbomSubject SHOP = SbomSubject.instance("checkout", "shop", "team-checkout", "web", "1");
    private static final SbomSubject BANK = SbomSubject.instance("payments", "bank", "team-payments", "web", "1");
    private static final SbomSubject PORTAL = SbomSubject.product("portal", "1");
    private static final SbomFilter CHECKOUT = new SbomFilter(null, null, Set.of("team-checkout"));

    @TempDir
    static Path folder;

    private static TestPortal portal;
    private static Sboms sboms;

    @BeforeAll
    static void scan() throws Exception {
        portal = TestPortal.start(TestDatabase.create(), folder.resolve("work"));
        sboms = portal.sboms();
        portal.scan(SHOP, new Source.Artifact(Samples.directory(folder.resolve("before"), 1)));
        portal.scan(SHOP, new Source.Artifact(Samples.directory(folder.resolve("shop"), 12)));
        portal.scan(BANK, new Source.Artifact(Samples.directory(folder.resolve("bank"), 1)));
        portal.scan(PORTAL, new Source.Artifact(Samples.jar(folder.resolve("portal.jar"))));
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void findsByTheBeginningOfTheNameInAnyCaseInTheNewestSbomsOnly() {
        Page<SbomComponent.Match> found = sboms.search("Left-P", SbomFilter.ALL, 0, 10);

        assertThat(found.total()).isEqualTo(2);
        assertThat(found.items()).extracting(SbomComponent.Match::subject).containsExactly(SHOP, BANK);
        assertThat(found.items().get(0).component())
                .isEqualTo(new SbomComponent(
                        "left-pad", "1.3.0", "pkg:npm/left-pad@1.3.0", "npm", java.util.List.of("WTFPL")));
        assertThat(found.items().get(0).sbomId())
                .isEqualTo(sboms.latest(SHOP).orElseThrow().id());
    }

    @Test
    void findsByTheBeginningOfThePackageUrl() {
        assertThat(sboms.search("pkg:maven/dev.slipway.test/tiny@2", SbomFilter.ALL, 0, 10)
                        .items())
                .singleElement()
                .satisfies(match -> assertThat(match.subject()).isEqualTo(PORTAL));
    }

    @Test
    void showsTeamsTheirOwnInstancesAndProductsOnly() {
        assertThat(sboms.search("left-pad", CHECKOUT, 0, 10).total()).isEqualTo(1);
        assertThat(sboms.search("tiny", CHECKOUT, 0, 10).total()).isEqualTo(1);
        assertThat(sboms.search("tiny", new SbomFilter(null, null, Set.of()), 0, 10)
                        .total())
                .isEqualTo(1);
        assertThat(sboms.list(CHECKOUT, 0, 10).items())
                .extracting(SbomRecord::subject)
                .containsExactly(PORTAL, SHOP, SHOP);
    }

    @Test
    void listsByTenantAndInstance() {
        assertThat(sboms.list(new SbomFilter("payments", null, null), 0, 10).total())
                .isEqualTo(1);
        assertThat(sboms.list(new SbomFilter("checkout", "shop", null), 0, 10).total())
                .isEqualTo(2);
        assertThat(sboms.list(new SbomFilter("payments", "shop", null), 0, 10).total())
                .isZero();
    }

    @Test
    void pages() {
        Page<SbomComponent.Match> second = sboms.search("part-", new SbomFilter("checkout", null, null), 1, 5);

        assertThat(second.total()).isEqualTo(12);
        assertThat(second.items()).hasSize(5);
        assertThat(sboms.list(SbomFilter.ALL, 1, 3).items()).hasSize(1);
    }

    @Test
    void takesWildcardsForWhatTheyAre() {
        assertThat(sboms.search("%", SbomFilter.ALL, 0, 10).total()).isZero();
        assertThat(sboms.search("left_pad", SbomFilter.ALL, 0, 10).total()).isZero();
        assertThat(sboms.search("\\", SbomFilter.ALL, 0, 10).total()).isZero();
        assertThat(sboms.search("'; drop table sbom; --", SbomFilter.ALL, 0, 10).total())
                .isZero();
    }

    @Test
    void refusesEmptyAndOverlongQueriesAndPagesOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> sboms.search(" ", SbomFilter.ALL, 0, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> sboms.search("a".repeat(201), SbomFilter.ALL, 0, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> sboms.list(SbomFilter.ALL, -1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> sboms.list(SbomFilter.ALL, 0, 501));
    }
}
