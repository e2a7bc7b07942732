package dev.slipway.portal.web.edge;

import dev.slipway.portal.web.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Says that the database is gone, without the database: sessions are in it, so this page knows nobody. */
@Component
class OutageAnswer {

    private final Problems problems;
    private final ProblemWriter writer;
    private final ObjectProvider<ThymeleafViewResolver> templates;

    OutageAnswer(Problems problems, ProblemWriter writer, ObjectProvider<ThymeleafViewResolver> templates) {
        this.problems = problems;
        this.writer = writer;
        this.templates = templates;
    }

    void write(Exception outage, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.resetBuffer();
        if (Requests.wantsProblem(Requests.path(request), request)) {
            writer.write(outage, response);
            return;
        }
        var problem = problems.of(outage);
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        problems.retryAfter(outage)
                .ifPresent(wait -> response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds())));
        var model = new HashMap<String, @Nullable Object>();
        model.put("status", problem.getStatus());
        model.put("error", problem.getTitle());
        model.put("message", problem.getDetail());
        model.put("correlationId", CorrelationFilter.of(request));
        render(model, new WithoutSession(request), response);
    }

    private void render(
            HashMap<String, @Nullable Object> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            var view = templates.getObject().resolveViewName("error", Locale.ENGLISH);
            Objects.requireNonNull(view, "There is a template 'error'").render(model, request, response);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The error page can't be rendered", e);
        }
    }

    private static final class WithoutSession extends HttpServletRequestWrapper {

        WithoutSession(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable HttpSession getSession() {
            return null;
        }

        @Override
        public @Nullable HttpSession getSession(boolean create) {
            return null;
        }
    }
}
