package dev.slipway.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.clusters.process.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPlatform.class)
class EmbeddedVirtualClusterProviderTest extends VirtualClusterProviderContract {

    @Override
    long leftovers(String tenant) throws Exception {
        long processes = platform.supervisor().children().stream()
                .filter(child -> child.spec().name().matches("tenant-" + tenant + "-kube.*|tenant-" + tenant + "-kwok"))
                .count();
        try (Stream<Path> files = Files.walk(platform.data())) {
            return processes
                    + files.filter(file -> file.toString().contains("/virtual/" + tenant + "/")
                                    || file.toString().endsWith("/virtual/" + tenant)
                                    || file.toString().contains("tenant-" + tenant + "-kube"))
                            .count();
        }
    }

    @Test
    void comesBackAfterItsApiServerIsKilled() throws Exception {
        int before = platform.events().of("alpha-2").size();
        Platform.kill(platform.supervisor(), "tenant-alpha-2-kube-apiserver");
        Waiting.until("down and up", LONG, () -> platform.events().of("alpha-2").size() >= before + 2);
        assertThat(platform.events().of("alpha-2").get(before)).isInstanceOf(ClusterDown.class);
        assertThat(platform.events().of("alpha-2").get(before + 1)).isEqualTo(new ClusterUp("alpha-2"));
    }
}
