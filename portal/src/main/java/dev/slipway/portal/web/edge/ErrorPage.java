package dev.slipway.portal.web.edge;

import dev.slipway.portal.security.ForAnyone;
import dev.slipway.portal.web.Requests;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The page, or the problem, for everything that failed before or outside a controller. */
@Controller
@ForAnyone
final class ErrorPage implements ErrorController {

    private final Problems problems;

    ErrorPage(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    Object show(HttpServletRequest request, HttpServletResponse response) {
        var failure = (@Nullable Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (failure != null) {
            problems.retryAfter(failure)
                    .ifPresent(wait -> response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds())));
        }
        var problem = problem(request);
        var path = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (Requests.wantsProblem(path == null ? "" : path, request)) {
            return ResponseEntity.status(problem.getStatus())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        var page = new ModelAndView("error", HttpStatus.valueOf(problem.getStatus()));
        page.addObject("status", problem.getStatus());
        page.addObject("error", problem.getTitle());
        page.addObject("message", problem.getDetail());
        page.addObject("correlationId", MDC.get(CorrelationFilter.MDC_KEY));
        return page;
    }

    private ProblemDetail problem(HttpServletRequest request) {
        var failure = (@Nullable Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        var code = (@Nullable Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code == null ? HttpStatus.NOT_FOUND : HttpStatus.resolve(code);
        if (failure != null) {
            return problems.of(failure);
        }
        var problem = ProblemDetail.forStatusAndDetail(
                status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status, detail(status));
        problem.setProperty("correlationId", MDC.get(CorrelationFilter.MDC_KEY));
        return problem;
    }

    private static @Nullable String detail(@Nullable HttpStatus status) {
        if (status == HttpStatus.NOT_FOUND) {
            return "There is nothing at this address.";
        }
        if (status == HttpStatus.FORBIDDEN) {
            return "Your roles don't allow this, or the form was open for too long: go back, reload and try again.";
        }
        return null;
    }
}
