package dev.slipway.portal.security.chains;

import dev.slipway.portal.web.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Sends people to sign in; a page that only asked for a fragment is reloaded first, so that they come back to it. */
final class ToSignIn implements AuthenticationEntryPoint {

    private final SignInDoors doors;

    ToSignIn(SignInDoors doors) {
        this.doors = doors;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (request.getHeader("HX-Request") != null) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            response.setHeader("HX-Redirect", pageOf(request.getHeader("HX-Current-URL")));
            return;
        }
        if (Requests.wantsProblem(Requests.path(request), request)) {
            response.sendError(HttpStatus.UNAUTHORIZED.value());
            return;
        }
        response.sendRedirect(request.getContextPath() + doors.start());
    }

    /** Only the path: the header is the client's word and must not lead elsewhere. */
    private static String pageOf(@Nullable String currentUrl) {
        if (currentUrl == null) {
            return "/";
        }
        try {
            var url = URI.create(currentUrl);
            var path = url.getRawPath();
            if (path == null || !path.startsWith("/") || path.startsWith("//")) {
                return "/";
            }
            return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }
}
