package dev.slipway.portal.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.FileSystemUtils;

/** Gives every portal under test a data directory of its own, and removes it when the tests are over. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TemporaryData implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            var data = Files.createTempDirectory("slipway-portal-test");
            TestPropertyValues.of("slipway.data=" + data).applyTo(context);
            var beans = (DefaultListableBeanFactory) context.getBeanFactory();
            beans.registerDisposableBean("temporaryData", () -> FileSystemUtils.deleteRecursively(data)); // the last
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
