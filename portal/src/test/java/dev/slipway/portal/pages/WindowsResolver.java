package dev.slipway.portal.pages;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Gives a test its windows, in a browser that starts with the first of them and ends with the last test. */
final class WindowsResolver implements ParameterResolver {

    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(WindowsResolver.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Windows.class;
    }

    @Override
    public Windows resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Chromium chromium =
                test.getRoot().getStore(STORE).computeIfAbsent(Chromium.class, any -> new Chromium(), Chromium.class);
        String port =
                SpringExtension.getApplicationContext(test).getEnvironment().getRequiredProperty("local.server.port");
        return test.getStore(STORE)
                .computeIfAbsent(
                        Windows.class,
                        any -> new Windows(chromium.browser(), "http://localhost:" + port),
                        Windows.class);
    }
}
