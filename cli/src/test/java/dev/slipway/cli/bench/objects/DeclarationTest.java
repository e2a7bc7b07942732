package dev.slipway.cli.bench.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.demo.doors.Git;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.dataformat.yaml.YAMLMapper;

class DeclarationTest {

    @TempDir
    Path directory;

    @Test
    void declaresObjectsBesideOthersAndWithdrawsOnlyItsOwn() throws Exception {
        Git golden = golden();
        Declaration some = new Declaration(golden, "shop", "some");
        Declaration others = new Declaration(golden, "shop", "others");

        some.commit(ManagedObject.range("shop", 0, 1_020));
        others.commit(ManagedObject.range("shop", 2_000, 1));
        others.push();

        assertThat(documents(golden, "some-0")).isEqualTo(1_000);
        assertThat(documents(golden, "some-1000")).isEqualTo(20);
        some.withdraw();
        some.push();
        assertThat(golden.read("ls-tree", "-r", "--name-only", "origin/main").lines())
                .containsExactly(
                        "tenants/shop/others-2000/manifests/objects-0000.yaml",
                        "tenants/shop/others-2000/request.yaml",
                        "tenants/shop/tenant.yaml");
    }

    private Git golden() throws Exception {
        Git here = Git.in(directory);
        here.read("init", "--quiet", "--bare", "--initial-branch=main", "golden.git");
        Git golden = here.clone(directory.resolve("golden.git").toString(), "golden");
        golden.read("checkout", "--quiet", "-b", "main");
        Path tenant = Files.createDirectories(golden.directory().resolve("tenants/shop"));
        Files.writeString(tenant.resolve("tenant.yaml"), "kind: Tenant\n");
        golden.commitAll("Ada", "Add a tenant");
        golden.read("push", "--quiet", "--set-upstream", "origin", "main");
        return golden;
    }

    private static long documents(Git golden, String instance) throws Exception {
        try (Stream<Path> files =
                Files.list(golden.directory().resolve("tenants/shop/%s/manifests".formatted(instance)))) {
            long documents = 0;
            for (Path file : files.toList()) {
                try (var read = new YAMLMapper().readerFor(java.util.Map.class).readValues(file.toFile())) {
                    documents += read.readAll().size();
                }
            }
            return documents;
        }
    }
}
