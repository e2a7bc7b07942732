package dev.slipway.cli.session;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Prints a result as an aligned table, or as the JSON or YAML that the portal answered with. */
public final class Output {

    private static final String GAP = "   ";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json or yaml.")
    private Format format = Format.TABLE;

    /**
     * @param session the session to print to
     * @param answer a list as the portal answers it
     * @param columns what a table shows of each item
     */
    public void list(Session session, JsonNode answer, Column... columns) {
        if (printedRaw(session, answer)) {
            return;
        }
        JsonNode items = answer.path("items");
        rows(session, items, columns);
        long total = answer.path("total").asLong(items.size());
        if (items.isEmpty()) {
            session.err().println("Nothing found.");
        } else if (total > items.size()) {
            session.err().printf("%d of %d shown, more with --page%n", items.size(), total);
        }
    }

    /**
     * Prints a table for people, whatever the format.
     *
     * @param session the session to print to
     * @param items a JSON array
     * @param columns what the table shows of each item
     */
    public void rows(Session session, JsonNode items, Column... columns) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Stream.of(columns).map(Column::title).toList());
        for (JsonNode item : items) {
            rows.add(Stream.of(columns).map(column -> column.text(item)).toList());
        }
        print(session, rows);
    }

    /**
     * @param session the session to print to
     * @param answer one thing as the portal answers it
     * @param columns what a table shows of it, a line each; what is missing or empty is left out
     */
    public void one(Session session, JsonNode answer, Column... columns) {
        if (printedRaw(session, answer)) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Column column : columns) {
            if (!column.text(answer).isEmpty()) {
                rows.add(List.of(column.title(), column.text(answer)));
            }
        }
        print(session, rows);
    }

    /**
     * @param session the session to print to
     * @param answer what the portal answered
     * @param show prints it for people
     */
    public void show(Session session, JsonNode answer, Runnable show) {
        if (!printedRaw(session, answer)) {
            show.run();
        }
    }

    /** @return whether people read this, so that remarks beside the result are welcome */
    public boolean isForPeople() {
        return format == Format.TABLE;
    }

    private boolean printedRaw(Session session, JsonNode answer) {
        switch (format) {
            case JSON ->
                session.out()
                        .println(JsonMapper.builder()
                                .enable(SerializationFeature.INDENT_OUTPUT)
                                .build()
                                .writeValueAsString(answer));
            case YAML -> session.out().print(new YAMLMapper().writeValueAsString(answer));
            case TABLE -> {
                return false;
            }
        }
        return true;
    }

    private static void print(Session session, List<List<String>> rows) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i))
                        .append(" ".repeat(width(rows, i) - row.get(i).length()));
                line.append(GAP);
            }
            session.out().println(line.toString().stripTrailing());
        }
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
