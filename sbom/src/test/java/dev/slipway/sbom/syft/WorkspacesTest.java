package dev.slipway.sbom.syft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WorkspacesTest {

    @TempDir
    Path root;

    private Workspaces workspaces;

    @BeforeEach
    void makeWorkspaces() {
        workspaces = new Workspaces(
                new Binder(new MapConfigurationPropertySource(Map.of("slipway.syft.work-directory", root.toString())))
                        .bindOrCreate("slipway.syft", SyftSettings.class));
    }

    @Test
    void clearsAwayWhatAKilledPortalLeftBehind() throws Exception {
        Process orphan = new ProcessBuilder("sleep", "600").start();
        Path folder = Files.createDirectories(root.resolve("abandoned/tmp")).getParent();
        Files.writeString(
                folder.resolve("process"),
                orphan.pid() + " " + orphan.info().startInstant().orElseThrow().toEpochMilli());

        workspaces.sweep();

        assertThat(orphan.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(folder).doesNotExist();
    }

    @Test
    void sparesAProcessThatGotTheNumberOfAnOldOne() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        Path folder = Files.createDirectory(root.resolve("abandoned"));
        Files.writeString(folder.resolve("process"), stranger.pid() + " 12345");

        workspaces.sweep();

        assertThat(stranger.isAlive()).isTrue();
        assertThat(folder).doesNotExist();
        stranger.destroyForcibly().onExit().get(10, TimeUnit.SECONDS);
    }

    @Test
    void sparesAScanThatRuns() throws Exception {
        try (Workspace running = workspaces.open()) {
            Path folder = running.folder("tmp");

            workspaces.sweep();

            assertThat(folder).exists();
        }
        assertThat(Files.list(root)).isEmpty();
    }

    @Test
    void isPrivate() throws Exception {
        try (Workspace workspace = workspaces.open()) {
            Path folder = workspace.folder("tmp").getParent();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void hasDefaultsForEverySetting() {
        SyftSettings settings = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("slipway.syft", SyftSettings.class);

        assertThat(settings.path()).isNull();
        assertThat(settings.workers()).isEqualTo(1);
        assertThat(settings.parallelism()).isEqualTo(2);
        assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(10));
    }
}
