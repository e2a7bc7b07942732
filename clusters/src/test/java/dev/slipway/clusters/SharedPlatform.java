package dev.slipway.clusters;

import dev.slipway.clusters.files.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One control plane for the whole test run, stopped at its end. */
class SharedPlatform implements ParameterResolver {

    private record Running(Platform platform, Path data) implements AutoCloseable {

        @Override
        public void close() throws Exception {
            platform.close();
            PrivateFiles.deleteTree(data);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Platform.class;
    }

    @Override
    public Platform resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store =
                context.getRoot().getStore(ExtensionContext.Namespace.create(SharedPlatform.class));
        return store.computeIfAbsent("running", key -> start(), Running.class).platform();
    }

    private static Running start() {
        try {
            Path data = Files.createTempDirectory("slipway-clusters");
            Platform platform = new Platform(data);
            platform.awaitUp(Clusters.HOST);
            return new Running(platform, data);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
