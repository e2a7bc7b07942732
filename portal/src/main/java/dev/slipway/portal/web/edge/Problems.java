package dev.slipway.portal.web.edge;

import dev.slipway.portal.web.FieldProblem;
import dev.slipway.portal.web.ProblemException;
import dev.slipway.portal.web.UnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.util.ClassUtils;
import org.springframework.validation.BindingResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Says in one way what went wrong, whoever found out: the one place that turns exceptions into problem details. */
@Component
public class Problems {

    private static final Duration RETRY_AFTER_OUTAGE = Duration.ofSeconds(5);

    /** The answer for the API. */
    public ResponseEntity<ProblemDetail> answer(Throwable failure) {
        var problem = of(failure);
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (failure instanceof ErrorResponse response) {
            response.getHeaders().forEach((name, values) -> headers.put(name, values));
        }
        retryAfter(failure).ifPresent(wait -> headers.set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds())));
        return new ResponseEntity<>(problem, headers, HttpStatusCode.valueOf(problem.getStatus()));
    }

    /** When to try again; empty unless the failure goes away by itself. */
    Optional<Duration> retryAfter(Throwable failure) {
        if (failure instanceof UnavailableException unavailable) {
            return Optional.of(unavailable.retryAfter());
        }
        return isDatabaseOutage(failure) || failure instanceof AuthenticationServiceException
                ? Optional.of(RETRY_AFTER_OUTAGE)
                : Optional.empty();
    }

    ProblemDetail of(Throwable failure) {
        var problem = describe(failure);
        problem.setProperty("correlationId", MDC.get(CorrelationFilter.MDC_KEY));
        return problem;
    }

    private ProblemDetail describe(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return problem(known.status(), known.getMessage(), known.errors());
        }
        if (causes(failure).anyMatch(BodyTooLargeException.class::isInstance)) {
            return problem(HttpStatus.CONTENT_TOO_LARGE, mostSpecific(failure), List.of());
        }
        if (failure instanceof HttpMessageNotReadableException) {
            return unreadable(failure.getCause());
        }
        if (failure instanceof NoResourceFoundException missing) {
            return problem(
                    HttpStatus.NOT_FOUND, "There is nothing at /%s.".formatted(missing.getResourcePath()), List.of());
        }
        if (failure instanceof ErrorResponse response) {
            return withFieldErrors(response.getBody(), failure);
        }
        if (failure instanceof TypeMismatchException mismatch) {
            return problem(
                    HttpStatus.BAD_REQUEST,
                    "'%s' can't be '%s'%s."
                            .formatted(
                                    mismatch.getPropertyName(),
                                    mismatch.getValue(),
                                    expected(mismatch.getRequiredType())),
                    List.of());
        }
        return beyondTheRequest(failure);
    }

    /** What doesn't lie in how the request was made: parts that are away, who asks, or ourselves. */
    private ProblemDetail beyondTheRequest(Throwable failure) {
        if (isDatabaseOutage(failure)) {
            return problem(HttpStatus.SERVICE_UNAVAILABLE, outage(failure), List.of());
        }
        if (failure instanceof AuthenticationServiceException) {
            return problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The identity provider can't be asked right now whether your token is valid; please try again.",
                    List.of());
        }
        if (failure instanceof CredentialsExpiredException) {
            return problem(HttpStatus.UNAUTHORIZED, failure.getMessage(), List.of());
        }
        if (failure instanceof AuthenticationException) {
            return problem(HttpStatus.UNAUTHORIZED, "Sign in, or send a token that is known and valid.", List.of());
        }
        if (failure instanceof AccessDeniedException) {
            return problem(HttpStatus.FORBIDDEN, "Your roles don't allow this.", List.of());
        }
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong on our side. The correlation id helps the operators to find it.",
                List.of());
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "";
        }
        Class<?> wanted = ClassUtils.resolvePrimitiveIfNecessary(type);
        if (wanted.isEnum()) {
            return ", expected one of " + Arrays.toString(wanted.getEnumConstants());
        }
        if (wanted == Boolean.class) {
            return ", expected true or false";
        }
        return Number.class.isAssignableFrom(wanted) ? ", expected a whole number" : "";
    }

    private static ProblemDetail unreadable(@Nullable Throwable cause) {
        if (cause instanceof JacksonException json) {
            var unreadable = new UnreadableJson(json);
            return problem(HttpStatus.BAD_REQUEST, unreadable.detail(), unreadable.errors());
        }
        return problem(HttpStatus.BAD_REQUEST, "The request body can't be read.", List.of());
    }

    private static ProblemDetail withFieldErrors(ProblemDetail problem, Throwable failure) {
        if (failure instanceof BindingResult binding) {
            problem.setProperty("errors", fieldErrors(binding));
        }
        return problem;
    }

    private static List<FieldProblem> fieldErrors(BindingResult binding) {
        return binding.getFieldErrors().stream()
                .map(error -> new FieldProblem(
                        "/" + error.getField().replace('.', '/'),
                        Optional.ofNullable(error.getDefaultMessage()).orElse("is not valid")))
                .toList();
    }

    private static ProblemDetail problem(HttpStatus status, @Nullable String detail, List<FieldProblem> errors) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }

    /** Whether PostgreSQL is gone, as opposed to having refused a statement. */
    static boolean isDatabaseOutage(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof DataAccessResourceFailureException
                        || cause instanceof TransientDataAccessException
                        || cause instanceof CannotCreateTransactionException
                        || cause instanceof TransactionSystemException
                        || cause instanceof SQLTransientConnectionException
                        || cause instanceof SQLException sql && isConnectionFailure(sql.getSQLState()));
    }

    /** Only who got no connection knows that nothing happened; the answer to a statement or a COMMIT may be lost. */
    private static String outage(Throwable failure) {
        var neverConnected = causes(failure)
                .anyMatch(cause -> cause instanceof CannotGetJdbcConnectionException
                        || cause instanceof CannotCreateTransactionException
                        || cause instanceof SQLTransientConnectionException);
        return neverConnected
                ? "The database can't be reached right now. Nothing was changed; please try again."
                : "The database went away meanwhile. Whether anything was changed isn't known: look before you repeat it.";
    }

    /** SQL state class 08 is "connection exception"; PostgreSQL adds 57P for "the administrator ended it". */
    private static boolean isConnectionFailure(@Nullable String sqlState) {
        return sqlState != null && (sqlState.startsWith("08") || sqlState.startsWith("57P"));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static @Nullable String mostSpecific(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
    }
}
