package dev.slipway.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sbom.SbomRecord.State;
import dev.slipway.sbom.SbomRecord.Verdict;
import dev.slipway.sbom.testing.TestDatabase;
import dev.slipway.sbom.testing.TestPortal;
import dev.slipway.sbom.testing.TinyRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageScanTest {

    private static final SbomSubject SHOP =
            SbomSubject.instance("checkout", "shop", "team-checkout", "team/shop", "1.0");

    @TempDir
    Path work;

    private final TestDatabase database = TestDatabase.create();
    private TinyRegistry registry;

    @BeforeEach
    void startRegistry() throws Exception {
        registry = new TinyRegistry();
    }

    @AfterEach
    void stopRegistry() {
        registry.close();
    }

    @Test
    void listsThePackagesOfAnImageInARegistry() {
        try (TestPortal portal = TestPortal.start(database, work)) {
            SbomRecord sbom = portal.scan(SHOP, new Source.Image(registry.reference()));

            assertThat(sbom.failure()).isNull();
            assertThat(sbom.verdict()).isEqualTo(Verdict.COMPLETE);
            assertThat(portal.sboms().components(sbom.id(), 0, 10).items())
                    .singleElement()
                    .satisfies(musl -> {
                        assertThat(musl.purl()).startsWith("pkg:apk/alpine/musl@1.2.5-r9");
                        assertThat(musl.type()).isEqualTo("apk");
                        assertThat(musl.licences()).containsExactly("MIT");
                    });
        }
    }

    @Test
    void pullsNothingFromItsOwnMachineUnlessAllowedTo() {
        try (TestPortal portal = TestPortal.start(database, work, "slipway.sbom.allow-local-sources=false")) {
            SbomRecord sbom = portal.scan(SHOP, new Source.Image(registry.reference()));

            assertThat(sbom.state()).isEqualTo(State.FAILED);
            assertThat(sbom.failure())
                    .startsWith("Can't pull " + registry.reference())
                    .contains("'localhost' is at 127.0.0.1", "slipway.sbom.allow-local-sources");
        }
    }

    @Test
    void failsOnAnImageThatIsNotThere() {
        try (TestPortal portal = TestPortal.start(database, work)) {
            SbomRecord sbom =
                    portal.scan(SHOP, new Source.Image(registry.reference().replace(":1.0", ":2.0")));

            assertThat(sbom.state()).isEqualTo(State.FAILED);
            assertThat(sbom.failure()).contains("MANIFEST_UNKNOWN");
        }
    }

    @Test
    void storesNothingOfAScanWhoseSyftIsKilled() throws Exception {
        registry.holdLayer();
        try (TestPortal portal = TestPortal.start(database, work)) {
            var ticket = portal.sboms().request(SHOP, new Source.Image(registry.reference()));
            registry.awaitLayerAsked();

            assertThat(TestPortal.syftProcesses()).hasSize(1).allMatch(ProcessHandle::destroyForcibly);

            SbomRecord sbom = portal.await(ticket.id());
            assertThat(sbom.state()).isEqualTo(State.FAILED);
            assertThat(sbom.failure()).startsWith("Syft was killed by signal 9");
            assertNothingStored(portal);
        }
    }

    @Test
    void stopsAScanThatTakesTooLong() throws Exception {
        registry.holdLayer();
        try (TestPortal portal = TestPortal.start(database, work, "slipway.syft.timeout=PT3S")) {
            SbomRecord sbom = portal.scan(SHOP, new Source.Image(registry.reference()));

            assertThat(sbom.state()).isEqualTo(State.FAILED);
            assertThat(sbom.failure()).contains("took longer than PT3S");
            assertThat(TestPortal.syftProcesses()).isEmpty();
            assertNothingStored(portal);
        }
    }

    @Test
    void beginsAScanAgainThatTheStoppingPortalInterrupted() throws Exception {
        registry.holdLayer();
        ScanTicket ticket;
        try (TestPortal portal = TestPortal.start(database, work)) {
            ticket = portal.sboms().request(SHOP, new Source.Image(registry.reference()));
            registry.awaitLayerAsked();
        }
        assertThat(TestPortal.syftProcesses()).isEmpty();
        assertThat(Files.list(work)).isEmpty();

        registry.releaseLayer();
        try (TestPortal portal = TestPortal.start(database, work)) {
            SbomRecord sbom = portal.await(ticket.id());
            assertThat(sbom.state()).isEqualTo(State.READY);
            assertThat(sbom.attempts()).isEqualTo(1);
        }
    }

    private void assertNothingStored(TestPortal portal) throws Exception {
        for (String table : new String[] {"sbom_document", "sbom_component"}) {
            assertThat(portal.jdbc()
                            .sql("select count(*) from " + table)
                            .query(Long.class)
                            .single())
                    .isZero();
        }
        // The row is FAILED just before the folder goes.
        TestPortal.until("the scan's folder is gone", () -> work.toFile().list().length == 0);
    }
}
