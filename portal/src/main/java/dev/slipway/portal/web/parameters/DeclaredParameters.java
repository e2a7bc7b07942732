package dev.slipway.portal.web.parameters;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/** Reads from an endpoint's signature which query parameters it takes. */
final class DeclaredParameters {

    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private DeclaredParameters() {}

    /** The names, sorted. */
    static Set<String> of(HandlerMethod endpoint) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(endpoint.getMethodParameters())
                .flatMap(DeclaredParameters::names)
                .forEach(names::add);
        return Collections.unmodifiableSet(names);
    }

    private static Stream<String> names(MethodParameter parameter) {
        RequestParam single = parameter.getParameterAnnotation(RequestParam.class);
        if (single != null) {
            return Stream.of(name(single, parameter));
        }
        // What is bound as a whole is a record everywhere.
        return parameter.hasParameterAnnotation(ModelAttribute.class)
                ? Arrays.stream(parameter.getParameterType().getRecordComponents())
                        .map(RecordComponent::getName)
                : Stream.empty();
    }

    private static String name(RequestParam declared, MethodParameter parameter) {
        if (StringUtils.hasText(declared.name())) {
            return declared.name();
        }
        parameter.initParameterNameDiscovery(NAMES);
        String name = parameter.getParameterName();
        if (name == null) {
            throw new IllegalStateException("The name of a parameter is unknown: " + parameter);
        }
        return name;
    }
}
