package dev.slipway.portal.web;

import java.util.List;
import org.springframework.http.HttpStatus;

/** The request can be read but not accepted (422); every wrong field is named. */
public final class InvalidInputException extends ProblemException {

    private final transient List<FieldProblem> errors;

    public InvalidInputException(String message, List<FieldProblem> errors) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, message, null);
        this.errors = List.copyOf(errors);
    }

    public InvalidInputException(String pointer, String detail) {
        this(detail, List.of(new FieldProblem(pointer, detail)));
    }

    @Override
    public List<FieldProblem> errors() {
        return errors;
    }
}
