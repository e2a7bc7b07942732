package dev.slipway.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sbom.SbomRecord.State;
import dev.slipway.sbom.testing.RealSyft;
import dev.slipway.sbom.testing.Samples;
import dev.slipway.sbom.testing.TestDatabase;
import dev.slipway.sbom.testing.TestPortal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

class ScanQueueTest {

    private static final SbomSubject SUBJECT = SbomSubject.product("shop", "1.0.0");

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabase.create();
    private Source source;

    @BeforeEach
    void makeSource() throws Exception {
        source = new Source.Artifact(Samples.directory(folder.resolve("shop"), 2));
    }

    @Test
    void waitsForSyftAndStartsByItselfWhenItAppears() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        try (TestPortal portal = startWithout(tools)) {
            UUID id = portal.sboms().request(SUBJECT, source).id();
            TestPortal.until(
                    "the scan says what it waits for",
                    () -> portal.sboms().find(id).orElseThrow().note() != null);

            SbomRecord waiting = portal.sboms().find(id).orElseThrow();
            assertThat(waiting.state()).isEqualTo(State.QUEUED);
            assertThat(waiting.note())
                    .startsWith("Waiting for Syft")
                    .contains(tools.resolve("syft").toString());
            assertThat(portal.sboms().scanner().available()).isFalse();

            Files.createSymbolicLink(tools.resolve("syft"), RealSyft.path());

            SbomRecord ready = portal.await(id);
            assertThat(ready.state()).isEqualTo(State.READY);
            assertThat(ready.note()).isNull();
            assertThat(portal.sboms().scanner().path()).isEqualTo(tools.resolve("syft"));
        }
    }

    @Test
    void failsIfTheConfiguredSyftIsMissing() {
        Path missing = folder.resolve("no-syft-here");
        try (TestPortal portal = start("slipway.syft.path=" + missing)) {
            SbomRecord sbom = portal.scan(SUBJECT, source);

            assertThat(sbom.state()).isEqualTo(State.FAILED);
            assertThat(sbom.failure())
                    .isEqualTo("slipway.syft.path is " + missing + ", which isn't an executable file");
        }
    }

    @Test
    void resumesAScanThatACrashLeftRunning() {
        UUID id = leaveRunning(1, "-1 second");

        try (TestPortal portal = start()) {
            SbomRecord sbom = portal.await(id);

            assertThat(sbom.state()).isEqualTo(State.READY);
            assertThat(sbom.attempts()).isEqualTo(2);
        }
    }

    @Test
    void leavesAScanAloneThatAnotherReplicaRuns() {
        UUID theirs = leaveRunning(1, "1 hour");

        try (TestPortal portal = start()) {
            SbomRecord ours = portal.scan(SUBJECT, source);

            assertThat(ours.state()).isEqualTo(State.READY);
            assertThat(portal.sboms().find(theirs)).map(SbomRecord::state).contains(State.RUNNING);
        }
    }

    @Test
    void givesUpAScanThatNeverEnds() {
        UUID id = leaveRunning(5, "-1 second");

        try (TestPortal portal = start()) {
            SbomRecord sbom = portal.await(id);

            assertThat(sbom.state()).isEqualTo(State.FAILED);
            assertThat(sbom.failure()).isEqualTo("Given up: none of 5 attempts came to an end");
        }
    }

    @Test
    void joinsAScanThatAlreadyWaits() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        try (TestPortal portal = startWithout(tools)) {
            ScanTicket first = portal.sboms().request(SUBJECT, source);
            ScanTicket same = portal.sboms().request(SUBJECT, source);
            ScanTicket other = portal.sboms().request(SbomSubject.product("shop", "1.0.1"), source);

            assertThat(first.joined()).isFalse();
            assertThat(same).isEqualTo(new ScanTicket(first.id(), true));
            assertThat(other.id()).isNotEqualTo(first.id());
        }
    }

    @Test
    void forgetsARequestWhoseTransactionIsRolledBack() {
        try (TestPortal portal = start()) {
            UUID id = portal.bean(TransactionTemplate.class).execute(status -> {
                status.setRollbackOnly();
                return portal.sboms().request(SUBJECT, source).id();
            });

            assertThat(portal.sboms().find(id)).isEmpty();
        }
    }

    @Test
    void refusesADirectoryWithTooManyFiles() throws Exception {
        Files.writeString(folder.resolve("shop/another"), "");
        try (TestPortal portal = start("slipway.syft.max-files=1")) {
            assertThat(portal.scan(SUBJECT, source).failure())
                    .contains("2 files")
                    .contains("at most 1 files");
        }
    }

    @Test
    void stopsASyftThatWantsTooMuchMemory() throws Exception {
        Path bomb = Samples.jarWithLargeManifest(folder.resolve("bomb.jar"), 500_000_000);
        try (TestPortal portal = start("slipway.syft.memory-limit=256MB")) {
            SbomRecord sbom = portal.scan(SUBJECT, new Source.Artifact(bomb));

            assertThat(sbom.state()).isEqualTo(State.FAILED);
            assertThat(sbom.failure()).contains("out of memory").hasSizeLessThan(5000);
        }
    }

    private TestPortal start(String... properties) {
        return TestPortal.start(database, folder.resolve("work"), properties);
    }

    private TestPortal startWithout(Path tools) {
        return start("slipway.tools.directory=" + tools, "PATH=");
    }

    /** As a portal leaves it that is killed: only after its end, lest it takes the scan up itself. */
    private UUID leaveRunning(int attempts, String lease) {
        UUID id;
        try (TestPortal portal = startWithout(folder)) {
            id = portal.sboms().request(SUBJECT, source).id();
        }
        database.jdbc()
                .sql("""
                        update sbom set state = 'RUNNING', started_at = now(), attempts = :attempts, note = null,
                               worker = gen_random_uuid(), leased_until = now() + cast(:lease as interval)
                        where id = :id
                        """)
                .param("attempts", attempts)
                .param("lease", lease)
                .param("id", id)
                .update();
        return id;
    }
}
