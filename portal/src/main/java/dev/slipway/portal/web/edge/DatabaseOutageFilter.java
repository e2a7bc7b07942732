package dev.slipway.portal.web.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 503 where filters need the database, as sessions and tokens do, and it is gone. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class DatabaseOutageFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(DatabaseOutageFilter.class);

    private final OutageAnswer answer;

    DatabaseOutageFilter(OutageAnswer answer) {
        this.answer = answer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException e) {
            if (response.isCommitted() || !Problems.isDatabaseOutage(e)) {
                throw e;
            }
            log.warn("{} {} is answered 503: {}", request.getMethod(), request.getRequestURI(), e.getMessage());
            answer.write(e, request, response);
        }
    }

    /** Error pages look whether somebody is signed in, hence may fail for the same reason. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
