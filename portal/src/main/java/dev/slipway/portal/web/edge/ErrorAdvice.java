package dev.slipway.portal.web.edge;

import dev.slipway.portal.web.Requests;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Catches what controllers throw: problem+json for programs, the error page for people. */
@ControllerAdvice
final class ErrorAdvice {

    private static final Logger log = LoggerFactory.getLogger(ErrorAdvice.class);

    private final Problems problems;
    private final OutageAnswer outageAnswer;

    ErrorAdvice(Problems problems, OutageAnswer outageAnswer) {
        this.problems = problems;
        this.outageAnswer = outageAnswer;
    }

    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void onClientGone() {
        // nobody is left to be told
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<ProblemDetail> on(Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var answer = problems.answer(failure);
        logIfOurs(answer, request, failure);
        if (response.isCommitted()) {
            return null;
        }
        if (Requests.wantsProblem(Requests.path(request), request)) {
            return answer;
        }
        if (Problems.isDatabaseOutage(failure)) {
            outageAnswer.write(failure, request, response);
            return null;
        }
        problems.retryAfter(failure)
                .ifPresent(wait -> response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds())));
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, failure);
        response.sendError(answer.getStatusCode().value());
        return null;
    }

    private static void logIfOurs(ResponseEntity<ProblemDetail> answer, HttpServletRequest request, Exception failure) {
        if (answer.getStatusCode().value() == 503) {
            log.warn("{} {} is answered 503: {}", request.getMethod(), request.getRequestURI(), failure.getMessage());
        } else if (answer.getStatusCode().is5xxServerError()) {
            log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        }
    }
}
