package dev.slipway.gitops.charts;

import com.marcnuri.helm.Helm;
import dev.slipway.gitops.ChartRenderer;
import dev.slipway.gitops.Release;
import dev.slipway.gitops.RenderException;
import dev.slipway.gitops.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Charts rendered by Helm's library. Native code can't be interrupted, so a call has a deadline and its own thread. */
@Component
final class HelmCharts implements ChartRenderer, AutoCloseable {

    /** The Kubernetes version that charts are told when they ask; the embedded control plane's. */
    private static final String KUBERNETES = "1.35.4";

    private static final long DEADLINE_SECONDS = 20;

    private final ChartFiles files = new ChartFiles();
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "helm");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public Map<String, String> render(Release release) {
        return new RenderedObjects(release).from(template(release));
    }

    private String template(Release release) {
        try {
            return threads.submit(() -> call(release)).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new RenderException("The chart can't be rendered: " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new RenderException("The chart took longer than %d s to render".formatted(DEADLINE_SECONDS), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RenderException("Rendering was interrupted", e);
        }
    }

    private String call(Release release) throws IOException {
        Path chart = files.lay(release.chart());
        Path values = Files.createTempFile(files.root(), "values", ".yaml");
        try {
            Files.writeString(values, Yaml.write(release.values()));
            String rendered = new Helm(chart)
                    .template()
                    .withName(release.instance().name())
                    .withNamespace(release.namespace())
                    .withKubeVersion(KUBERNETES)
                    .withValuesFile(values)
                    .call();
            // The library gives null where nothing is rendered.
            return Objects.requireNonNullElse(rendered, "");
        } finally {
            ShutdownSignals.restore();
            Files.deleteIfExists(values);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        files.close();
    }
}
