package dev.slipway.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** What kind of client asks. */
public final class Requests {

    private Requests() {}

    /** Whether a program asks, to be answered with JSON: by path, or because it doesn't accept HTML. */
    public static boolean wantsProblem(String path, HttpServletRequest request) {
        if (path.startsWith("/api/") || path.startsWith("/v3/api-docs") || path.startsWith("/actuator")) {
            return true;
        }
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("json") && !accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    /** Whether htmx asks for a fragment of a page. */
    public static boolean wantsFragment(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null && request.getHeader("HX-History-Restore-Request") == null;
    }

    /** The path without the context path. */
    public static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
