package dev.slipway.portal.requests.review;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.slipway.gitops.repository.FileChange;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a change does to files, as Markdown: a table of all, and the lines of as many as there is room for. */
final class ReviewDiff {

    private static final int MOST_FILES = 50;

    /** GitHub takes bodies of 65,536 characters. */
    private static final int MOST_CHARACTERS = 40_000;

    private static final int CONTEXT = 3;
    private static final Pattern FENCE = Pattern.compile("`{3,}");

    private ReviewDiff() {}

    static String of(List<FileChange> changes) {
        StringBuilder text = new StringBuilder("\n| File | Change |\n|---|---|\n");
        StringBuilder details = new StringBuilder();
        for (FileChange change : changes.subList(0, Math.min(MOST_FILES, changes.size()))) {
            List<String> lines = lines(change);
            text.append("| `%s` | %s |\n".formatted(change.path(), summary(change, lines)));
            String shown = shown(change, lines);
            if (details.length() + shown.length() <= MOST_CHARACTERS) {
                details.append(shown);
            }
        }
        int more = changes.size() - MOST_FILES;
        if (more > 0) {
            text.append("| … and %d more | |\n".formatted(more));
        }
        return text.append(details).toString();
    }

    private static List<String> lines(FileChange change) {
        List<String> before = lines(change.before());
        return UnifiedDiffUtils.generateUnifiedDiff(
                        change.path(), change.path(), before, DiffUtils.diff(before, lines(change.after())), CONTEXT)
                .stream()
                .skip(2)
                .toList();
    }

    private static List<String> lines(@Nullable String content) {
        return content == null ? List.of() : content.lines().toList();
    }

    private static String summary(FileChange change, List<String> lines) {
        return "%s, +%d −%d"
                .formatted(change.kind().name().toLowerCase(Locale.ROOT), count(lines, "+"), count(lines, "-"));
    }

    private static long count(List<String> lines, String sign) {
        return lines.stream().filter(line -> line.startsWith(sign)).count();
    }

    private static String shown(FileChange change, List<String> lines) {
        String diff = String.join("\n", lines);
        String fence = "`".repeat(Math.max(3, longestFence(diff) + 1));
        return """

            <details><summary>%s</summary>

            %sdiff
            %s
            %s

            </details>
            """.formatted(change.path(), fence, diff, fence);
    }

    /** A fence inside would end the one around it. */
    private static int longestFence(String text) {
        return FENCE.matcher(text)
                .results()
                .map(MatchResult::group)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
