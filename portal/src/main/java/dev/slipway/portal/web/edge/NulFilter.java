package dev.slipway.portal.web.edge;

import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.Requests;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses the character NUL in queries and forms, which no text in PostgreSQL can hold; {@link NulInJson} does in JSON. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
final class NulFilter extends OncePerRequestFilter {

    private final ProblemWriter writer;

    NulFilter(ProblemWriter writer) {
        this.writer = writer;
    }

    /** What {@code field} is told, however it came. */
    static InvalidInputException refusal(String field) {
        return new InvalidInputException(field, "'" + field.replace('\0', '?') + "' has the character NUL in it.");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Requests.path(request).startsWith("/git/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var field = fieldWithNul(request.getParameterMap());
        if (field.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var refusal = refusal(field.get());
        if (Requests.wantsProblem(Requests.path(request), request)) {
            writer.write(refusal, response);
            return;
        }
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, refusal);
        response.sendError(refusal.status().value());
    }

    private static Optional<String> fieldWithNul(Map<String, String[]> parameters) {
        return parameters.entrySet().stream()
                .filter(parameter -> hasNul(parameter.getKey())
                        || Arrays.stream(parameter.getValue()).anyMatch(NulFilter::hasNul))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean hasNul(String text) {
        return text.indexOf('\0') >= 0;
    }
}
