package dev.slipway.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sbom.SbomRecord.State;
import dev.slipway.sbom.testing.Samples;
import dev.slipway.sbom.testing.TestDatabase;
import dev.slipway.sbom.testing.TestPortal;
import dev.slipway.sbom.testing.TinyGitServer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitScanTest {

    private static final SbomSubject SHOP = SbomSubject.instance("checkout", "shop", "team-checkout", "source", "main");

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabase.create();
    private TinyGitServer server;
    private RevCommit first;

    @BeforeEach
    void startServer() throws Exception {
        server = new TinyGitServer(folder.resolve("origin"));
        first = commit(2);
        server.git().tag().setName("v1").call();
        server.git().branchCreate().setName("old").call();
        commit(5);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void scansTheDefaultBranchABranchATagAndACommit() {
        try (TestPortal portal = start()) {
            assertThat(scan(portal, null).components()).isEqualTo(7);
            assertThat(scan(portal, "old").components()).isEqualTo(4);
            assertThat(scan(portal, "v1").components()).isEqualTo(4);
            SbomRecord commit = scan(portal, first.name());
            assertThat(commit.failure()).isNull();
            assertThat(commit.components()).isEqualTo(4);
        }
    }

    @Test
    void failsOnARefThatIsNotThere() {
        try (TestPortal portal = start()) {
            SbomRecord sbom = scan(portal, "gone");

            assertThat(sbom.state()).isEqualTo(State.FAILED);
            assertThat(sbom.failure()).isEqualTo(server.url() + " has no branch or tag 'gone'");
        }
    }

    @Test
    void writesLinksAsFilesSoThatNoneLeadsOut() throws Exception {
        Path secret = Samples.directory(folder.resolve("secret"), 3);
        Path tree = server.git().getRepository().getWorkTree().toPath();
        Files.createSymbolicLink(tree.resolve("leak"), secret);
        server.git().add().addFilepattern(".").call();
        server.git().commit().setMessage("Link out").setSign(false).call();

        try (TestPortal portal = start()) {
            assertThat(scan(portal, null).components()).isEqualTo(7);
        }
    }

    @Test
    void refusesARepositoryWithTooManyFiles() throws Exception {
        try (TestPortal portal = start("slipway.syft.max-files=1")) {
            Path tree = server.git().getRepository().getWorkTree().toPath();
            Files.writeString(tree.resolve("another.txt"), "one too many");
            server.git().add().addFilepattern(".").call();
            server.git().commit().setMessage("Add a file").setSign(false).call();

            assertThat(scan(portal, null).failure()).contains("more than 1 files");
        }
    }

    @Test
    void refusesALargeObjectWhileItArrives() throws Exception {
        Path tree = server.git().getRepository().getWorkTree().toPath();
        Files.write(tree.resolve("zeros"), new byte[3 << 20]);
        server.git().add().addFilepattern(".").call();
        server.git().commit().setMessage("Add zeros").setSign(false).call();

        try (TestPortal portal = start("slipway.syft.max-size=1MB")) {
            SbomRecord sbom = scan(portal, null);

            assertThat(sbom.state()).isEqualTo(State.FAILED);
            assertThat(sbom.failure()).contains("Object too large");
        }
    }

    @Test
    void stopsReadingFromARemoteThatSendsTooMuch() throws Exception {
        try (TestPortal portal = start("slipway.sbom.git.max-transfer=100B")) {
            assertThat(scan(portal, null).failure()).contains("sent more than 100 bytes");
        }
    }

    @Test
    void talksToNothingOnItsOwnMachineUnlessAllowedTo() {
        try (TestPortal portal = start("slipway.sbom.allow-local-sources=false")) {
            SbomRecord sbom = scan(portal, null);

            assertThat(sbom.state()).isEqualTo(State.FAILED);
            assertThat(sbom.failure())
                    .startsWith("Can't fetch " + server.url())
                    .contains("'localhost' is at 127.0.0.1", "slipway.sbom.allow-local-sources");
            assertThat(server.asked()).isZero();
        }
    }

    @Test
    void signsInWithTheCredentialsOfTheHost() {
        server.requirePassword("scanner", "secret");

        try (TestPortal portal = start()) {
            assertThat(scan(portal, null).failure()).contains("Authentication is required");
        }
        try (TestPortal portal = start(
                "slipway.sbom.git.credentials.localhost.username=scanner",
                "slipway.sbom.git.credentials.localhost.password=secret")) {
            assertThat(scan(portal, null).state()).isEqualTo(State.READY);
        }
    }

    private TestPortal start(String... properties) {
        return TestPortal.start(database, folder.resolve("work"), properties);
    }

    private SbomRecord scan(TestPortal portal, String ref) {
        return portal.scan(SHOP, new Source.GitRepository(server.url(), ref));
    }

    private RevCommit commit(int parts) throws Exception {
        File tree = server.git().getRepository().getWorkTree();
        Samples.directory(tree.toPath(), parts);
        server.git().add().addFilepattern(".").call();
        return server.git()
                .commit()
                .setMessage("Have " + parts + " parts")
                .setSign(false)
                .call();
    }
}
