package dev.slipway.portal.golden;

import dev.slipway.gitops.files.Mistakes;
import dev.slipway.gitops.repository.GoldenProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells whoever pushed what is wrong: of each file something, however much is wrong with another. */
final class Reasons {

    private static final int MOST_LINES = 200;
    /** One more than a reader tells: the last says how many others there are. */
    private static final int MOST_OF_A_FILE = Mistakes.MOST + 1;

    private static final int LONGEST_LINE = 2_000;

    private Reasons() {}

    static List<String> of(List<GoldenProblem> problems) {
        Map<String, List<GoldenProblem>> byFile = problems.stream()
                .distinct()
                .collect(Collectors.groupingBy(Reasons::file, TreeMap::new, Collectors.toList()));
        var lines = new ArrayList<String>();
        var each = Math.max(1, Math.min(MOST_OF_A_FILE, MOST_LINES / Math.max(1, byFile.size())));
        byFile.entrySet().stream().limit(MOST_LINES).forEach(file -> {
            file.getValue().stream()
                    .limit(each)
                    .forEach(problem -> lines.add(line(problem.path() + ": " + problem.message())));
            if (file.getValue().size() > each) {
                lines.add("%s: … and %d more"
                        .formatted(file.getKey(), file.getValue().size() - each));
            }
        });
        if (byFile.size() > MOST_LINES) {
            lines.add("… and %d more files".formatted(byFile.size() - MOST_LINES));
        }
        return lines;
    }

    /** What files hold and clusters say is repeated to people, but can't break out of its line. */
    static String line(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
    }

    /** Entries of the catalog are told with the place in the file. */
    private static String file(GoldenProblem problem) {
        return problem.path().split("#", 2)[0];
    }
}
