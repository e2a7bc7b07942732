package dev.slipway.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostClusterTest {

    @Test
    void comesUp(@TempDir Path data) throws Exception {
        long begun = System.nanoTime();
        try (Platform platform = new Platform(data)) {
            platform.awaitUp("host");
            System.out.println("host up in ms " + (System.nanoTime() - begun) / 1_000_000);
            assertThat(platform.clusters().statuses()).hasSize(1);
            Thread.sleep(8000);
            begun = System.nanoTime();
            platform.virtualClusters()
                    .ensure(new VirtualClusterSpec("t1", "team-a", new Quota("4", "8Gi", "40", "50Gi")));
            platform.awaitUp("t1");
            System.out.println("t1 up in ms " + (System.nanoTime() - begun) / 1_000_000);
            Thread.sleep(8000);
            System.out.println(platform.virtualClusters().list());
            new ProcessBuilder(
                            "sh",
                            "-c",
                            "ps -eo pid,ppid,rss,args | cut -c1-100; tail -n 5 " + data + "/logs/*; find " + data
                                    + " -name '*.kubeconfig'; /tmp/tb/kubectl --kubeconfig " + data
                                    + "/clusters/virtual/t1/kwok.kubeconfig get nodes,sa,ns,sc,pods -A")
                    .inheritIO()
                    .start()
                    .waitFor();
            begun = System.nanoTime();
            System.out.println(platform.virtualClusters().delete("t1").join());
            begun = System.nanoTime();
        }
        System.out.println("closed in ms " + (System.nanoTime() - begun) / 1_000_000);
    }
}
