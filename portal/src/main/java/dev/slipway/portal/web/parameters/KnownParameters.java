package dev.slipway.portal.web.parameters;

import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.web.FieldProblem;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.Requests;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses to read from the API with a query parameter that the endpoint doesn't declare: a filter that is misspelt would
 * be answered with everything. Pages take what they know and leave the rest, as links may carry more than they need.
 */
@Component
final class KnownParameters implements HandlerInterceptor, WebMvcConfigurer {

    private static final String API = "/api/v1/";
    private static final Set<String> READING = Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name());
    private static final int MOST_NAMED = 10;

    /** Who may not ask at all is told so first. */
    private static final int AFTER_ACCESS = 10;

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(API + "**").order(AFTER_ACCESS);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod endpoint
                && READING.contains(request.getMethod())
                && request.getDispatcherType() == DispatcherType.REQUEST) {
            refuseUnknown(request, declared(endpoint));
        }
        return true;
    }

    private Set<String> declared(HandlerMethod endpoint) {
        return known.computeIfAbsent(endpoint.getMethod(), method -> DeclaredParameters.of(endpoint));
    }

    private static void refuseUnknown(HttpServletRequest request, Set<String> declared) {
        Set<String> unknown = new TreeSet<>(request.getParameterMap().keySet());
        unknown.removeAll(declared);
        if (unknown.isEmpty()) {
            return;
        }
        String expected = declared.isEmpty() ? "expected none" : "expected some of " + String.join(", ", declared);
        List<FieldProblem> problems = unknown.stream()
                .limit(MOST_NAMED)
                .map(name -> new FieldProblem(
                        "/" + Choices.shown(name),
                        "There is no parameter '%s' at %s, %s."
                                .formatted(Choices.shown(name), Requests.path(request), expected)))
                .toList();
        throw new InvalidInputException(problems.get(0).detail(), problems);
    }
}
