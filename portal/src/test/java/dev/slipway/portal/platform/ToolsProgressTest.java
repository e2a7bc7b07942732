package dev.slipway.portal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsProgressTest {

    @TempDir
    Path tools;

    @BeforeEach
    void progressFolder() throws Exception {
        Files.createDirectory(tools.resolve("progress"));
    }

    @Test
    void saysHowFarEachToolIs() throws Exception {
        write("etcd", "ready\t1\t1\t3.6.6, built\n");
        write("kube-apiserver", "building\t3\t7\tstep 3 of 7\n");
        write("syft", "waiting\t0\t1\t\n");
        write("kwok", "failed\t1\t2\tno space left\n");

        assertThat(new ToolsProgress(tools.toString()).tools())
                .containsExactly(
                        new ToolView("etcd", "3.6.6", "READY", "built", 100),
                        new ToolView("kube-apiserver", "", "BUILDING", "step 3 of 7", 42),
                        new ToolView("kwok", "", "FAILED", "no space left", 50),
                        new ToolView("syft", "", "MISSING", "waiting", 0));
    }

    @Test
    void survivesFilesThatMakeNoSense() throws Exception {
        write("empty", "");
        write("odd", "what?");
        write("negative", "building\t-5\t0\tx");
        write("words", "building\ta\tb\tx");
        write("endless", "building\t1\t2\t" + "x".repeat(1_000_000));
        Files.createDirectory(tools.resolve("progress/folder"));

        var found = new ToolsProgress(tools.toString()).tools();

        assertThat(found).extracting(ToolView::name).containsExactly("endless", "negative", "odd", "words");
        assertThat(found).allSatisfy(tool -> assertThat(tool.percent()).isBetween(0, 100));
        assertThat(found.get(0).detail()).hasSizeLessThan(1_001);
    }

    @Test
    void saysNothingWhereNothingIsBuilt() {
        assertThat(new ToolsProgress("").tools()).isEmpty();
        assertThat(new ToolsProgress(tools.resolve("nowhere").toString()).tools())
                .isEmpty();
    }

    private void write(String tool, String content) throws Exception {
        Files.writeString(tools.resolve("progress").resolve(tool), content);
    }
}
