package dev.slipway.gitops.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.golden.GoldenByHand;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.testing.Laboratory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can't be read is named, so that nobody takes it for taken away. */
class DesiredStateReaderTest {

    private static final String TENANT = """
            apiVersion: slipway.dev/v1
            kind: Tenant
            metadata: {name: harbour}
            spec: {owner: team-test, kind: namespace}
            """;

    @TempDir
    Path data;

    private GoldenByHand hand;

    @BeforeEach
    void open() throws Exception {
        hand = new GoldenByHand(data);
    }

    @AfterEach
    void close() {
        hand.close();
    }

    @Test
    void namesATenantWithoutItsFileEvenWhereNothingIsKnownOfIt() throws Exception {
        DesiredState read =
                afterRestart(Map.of("tenants/harbour/db/request.yaml", bytes("x"), "tenants/README", bytes("x")));

        assertThat(read.problems()).extracting(GoldenProblem::path).containsExactly("tenants/harbour/tenant.yaml");
    }

    @Test
    void namesAFileThatIsTooLargeAndReadsTheRest() throws Exception {
        byte[] large = new byte[9 * 1024 * 1024];
        DesiredState read = afterRestart(Map.of(
                "tenants/flood/tenant.yaml",
                large,
                "tenants/harbour/tenant.yaml",
                bytes(TENANT),
                "tenants/harbour/db/request.yaml",
                bytes(Laboratory.request("db")),
                "tenants/harbour/db/manifests/large.yaml",
                large,
                "tenants/harbour/log/request.yaml",
                large,
                "tenants/harbour/web/request.yaml",
                bytes(Laboratory.request("web"))));

        assertThat(read.problems())
                .extracting(GoldenProblem::path)
                .containsExactlyInAnyOrder(
                        "tenants/flood/tenant.yaml",
                        "tenants/harbour/db/manifests/large.yaml",
                        "tenants/harbour/log/request.yaml");
        assertThat(read.instances()).containsOnlyKeys(new InstanceKey("harbour", "web"));
    }

    private DesiredState afterRestart(Map<String, byte[]> files) throws Exception {
        return new DesiredStateReader(hand.commit(files), DesiredState.EMPTY, Manifest::of).read();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
