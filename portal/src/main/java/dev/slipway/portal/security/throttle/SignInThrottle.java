package dev.slipway.portal.security.throttle;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Makes an address wait that failed to authenticate too often. */
@Component
public class SignInThrottle {

    private final Attempts attempts = new Attempts(Clock.systemUTC());

    /** To be put before whatever checks credentials; holds nobody back who is signed in already. */
    public Filter filter() {
        return new ThrottleFilter(attempts);
    }

    @EventListener
    void on(AbstractAuthenticationFailureEvent failure) {
        if (failure.getException() instanceof AuthenticationServiceException) {
            return; // not the person's fault
        }
        if (failure.getAuthentication().getDetails() instanceof WebAuthenticationDetails details) {
            attempts.failed(details.getRemoteAddress());
        }
    }

    private static final class ThrottleFilter extends OncePerRequestFilter {

        private final Attempts attempts;

        ThrottleFilter(Attempts attempts) {
            this.attempts = attempts;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            var carriesCredentials = request.getHeader(HttpHeaders.AUTHORIZATION) != null
                    || (request.getMethod().equals("POST")
                            && request.getRequestURI().endsWith("/login"));
            return !carriesCredentials;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var wait = attempts.waitFor(request.getRemoteAddr());
            if (wait.isZero()) {
                chain.doFilter(request, response);
                return;
            }
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        }
    }
}
