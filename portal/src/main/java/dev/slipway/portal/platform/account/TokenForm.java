package dev.slipway.portal.platform.account;

import dev.slipway.portal.web.FieldProblem;
import dev.slipway.portal.web.FieldView;
import dev.slipway.portal.web.FormError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form for a new token, with what was typed and what is wrong with it. */
public record TokenForm(FieldView name, FieldView expiresInDays, List<FormError> errors) {

    static TokenForm empty() {
        return of("", Integer.toString(TokenOrder.DEFAULT_DAYS), List.of());
    }

    static TokenForm of(@Nullable String name, @Nullable String expiresInDays, List<FieldProblem> problems) {
        return new TokenForm(
                field("name", "Name", "What the token is for, such as laptop or pipeline", name, "text", problems),
                field("expiresInDays", "Expires in days", "1 to 365", expiresInDays, "number", problems),
                problems.stream()
                        .map(problem -> new FormError(problem.pointer().substring(1), problem.detail()))
                        .toList());
    }

    private static FieldView field(
            String name, String label, String help, @Nullable String value, String type, List<FieldProblem> problems) {
        var number = type.equals("number");
        return new FieldView(
                name,
                name,
                label,
                help,
                type,
                value,
                List.of(),
                true,
                false,
                number ? "1" : null,
                number ? "365" : null,
                number ? "1" : null,
                number ? null : TokenOrder.LONGEST_NAME,
                null,
                null,
                null,
                problems.stream()
                        .filter(problem -> problem.pointer().equals("/" + name))
                        .map(FieldProblem::detail)
                        .findFirst()
                        .orElse(null));
    }
}
