package dev.slipway.portal.sboms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.sboms.Standing.State;
import dev.slipway.sbom.SbomRecord;
import dev.slipway.sbom.SbomRecord.Verdict;
import dev.slipway.sbom.SbomSubject;
import dev.slipway.sbom.Sboms;
import dev.slipway.sbom.Source;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final Sboms.Scanner SYFT = new Sboms.Scanner(Path.of("/syft"), "Syft is /syft");
    private static final Sboms.Scanner NO_SYFT = new Sboms.Scanner(null, "Looked for /opt/tools/syft");

    @Test
    void neverTakesAnEmptySbomForOne() {
        var standing = Standing.of(sbom(SbomRecord.State.READY, Verdict.SUSPICIOUS, 0, null), SYFT);

        assertThat(standing.state()).isEqualTo(State.FAILED);
        assertThat(standing.message()).contains("no components");
    }

    @Test
    void saysWhatIsDoubtful() {
        var standing = Standing.of(sbom(SbomRecord.State.READY, Verdict.SUSPICIOUS, 3, null), SYFT);

        assertThat(standing).isEqualTo(new Standing(State.READY, "1 file wasn't understood"));
    }

    @Test
    void saysThatTheToolIsMissingRatherThanThatItRuns() {
        var queued = sbom(SbomRecord.State.QUEUED, null, 0, null);

        assertThat(Standing.of(queued, NO_SYFT).state()).isEqualTo(State.TOOL_MISSING);
        assertThat(Standing.of(queued, NO_SYFT).message())
                .contains("Syft isn't installed")
                .doesNotContain("/opt/tools");
        assertThat(Standing.of(queued, SYFT).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void saysWhyAScanFailed() {
        var failed = sbom(SbomRecord.State.FAILED, null, 0, "The image can't be pulled");

        assertThat(Standing.of(failed, SYFT)).isEqualTo(new Standing(State.FAILED, "The image can't be pulled"));
    }

    private static SbomRecord sbom(
            SbomRecord.State state, @Nullable Verdict verdict, int components, @Nullable String failure) {
        return new SbomRecord(
                UUID.randomUUID(),
                SbomSubject.product("sample", "1"),
                new Source.Image("example.org/sample:1"),
                state,
                verdict,
                verdict == Verdict.SUSPICIOUS ? List.of("1 file wasn't understood") : List.of(),
                components,
                null,
                null,
                Map.of(),
                null,
                failure,
                Instant.EPOCH,
                null,
                null,
                0);
    }
}
