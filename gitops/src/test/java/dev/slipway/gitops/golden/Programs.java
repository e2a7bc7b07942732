package dev.slipway.gitops.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.repository.RequestedDeletions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Runs the programs that judge what the portal wrote. */
final class Programs {

    private Programs() {}

    /** A repository without a portal that has requests. */
    static ObjectProvider<RequestedDeletions> nobodyAsked() {
        return asked(null);
    }

    static ObjectProvider<RequestedDeletions> asked(@Nullable RequestedDeletions requested) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        if (requested != null) {
            beans.addBean("requested", requested);
        }
        return beans.getBeanProvider(RequestedDeletions.class);
    }

    static String run(Path directory, String... command) throws Exception {
        return run(directory, Map.of(), command);
    }

    static String run(Path directory, Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s said %s", List.of(command), said).isZero();
        return said;
    }
}
