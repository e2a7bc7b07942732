package dev.slipway.portal.requests.drafting;

import dev.slipway.portal.web.FieldProblem;
import dev.slipway.portal.web.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/** Collects all that is wrong with an order, so that a person hears it at once and not one by one. */
final class OrderProblems {

    private final List<FieldProblem> problems = new ArrayList<>();

    void add(String pointer, String detail) {
        problems.add(new FieldProblem(pointer, detail));
    }

    void throwIfAny() {
        if (problems.size() == 1) {
            throw new InvalidInputException(problems.get(0).detail(), problems);
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException("%d fields need another look.".formatted(problems.size()), problems);
        }
    }
}
