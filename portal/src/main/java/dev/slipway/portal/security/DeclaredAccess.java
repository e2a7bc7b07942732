package dev.slipway.portal.security;

import dev.slipway.portal.web.ForbiddenException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets a request through to an endpoint only if the endpoint's {@code @For…} admits the person; one that declares
 * nothing admits nobody.
 */
@Component
public class DeclaredAccess implements HandlerInterceptor, WebMvcConfigurer {

    private static final String OWN_CODE = "dev.slipway.";

    private final CurrentPerson currentPerson;

    DeclaredAccess(CurrentPerson currentPerson) {
        this.currentPerson = currentPerson;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.ASYNC || !(handler instanceof HandlerMethod endpoint)) {
            return true; // an answer that was allowed already, or a static file, which the filter chains guard
        }
        if (!isAdmitted(endpoint)) {
            throw new AccessDeniedException("Not for this person: " + endpoint.getShortLogMessage());
        }
        if (endpoint.hasMethodAnnotation(HandsOutCredentials.class) && currentPerson.onlyReads()) {
            throw new ForbiddenException(CurrentPerson.ONLY_READS);
        }
        return true;
    }

    private boolean isAdmitted(HandlerMethod endpoint) {
        var audience = audienceOf(endpoint);
        if (audience.isEmpty()) {
            return !endpoint.getBeanType().getName().startsWith(OWN_CODE); // libraries' endpoints: the filter chains
        }
        return audience.get() == Audience.ANYONE
                || audience.get().admits(currentPerson.get().orElse(null));
    }

    /** What the method declares, or else its class; empty if neither does. */
    public static Optional<Audience> audienceOf(HandlerMethod endpoint) {
        return declared(endpoint.getMethod()).or(() -> declared(endpoint.getBeanType()));
    }

    private static Optional<Audience> declared(AnnotatedElement element) {
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(element, IsFor.class))
                .map(IsFor::value);
    }
}
