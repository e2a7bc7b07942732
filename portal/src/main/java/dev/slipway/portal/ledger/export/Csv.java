package dev.slipway.portal.ledger.export;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lines as RFC 4180 says, safe to open in a spreadsheet. */
public final class Csv {

    private static final String FORMULAS = "=+-@\t\r";

    private Csv() {}

    /** One line with its end. */
    public static String line(@Nullable Object... cells) {
        return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        if (value instanceof String && !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0) {
            text = "'" + text; // a spreadsheet would take it for a formula otherwise
        }
        return text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
