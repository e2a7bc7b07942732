package dev.slipway.cli.session;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * A column of a table.
 *
 * @param title its heading
 * @param pointers JSON pointers into a row; the first that is there counts
 */
public record Column(String title, List<String> pointers) {

    /**
     * @param title its heading
     * @param pointers JSON pointers into a row; the first that is there counts
     * @return the column
     */
    public static Column of(String title, String... pointers) {
        return new Column(title, List.of(pointers));
    }

    /**
     * @param row a JSON object
     * @return the column's text in it, safe for a terminal; empty when it is not there
     */
    public String text(JsonNode row) {
        for (String pointer : pointers) {
            JsonNode value = row.at(pointer);
            if (!value.isMissingNode() && !value.isNull()) {
                return printable(plain(value));
            }
        }
        return "";
    }

    private static String plain(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(Column::plain)
                    .collect(Collectors.joining(","));
        }
        return value.isValueNode() ? value.asString() : value.toString();
    }

    /**
     * Keeps escape sequences in a value away from the terminal.
     *
     * @param text one line
     * @return the line without control characters
     */
    public static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
