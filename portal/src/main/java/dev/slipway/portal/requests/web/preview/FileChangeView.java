package dev.slipway.portal.requests.web.preview;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.slipway.gitops.repository.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that a commit would change.
 *
 * @param path the path in the golden repository
 * @param change added, changed or removed
 * @param added how many lines come
 * @param removed how many lines go
 * @param before the content before, {@code null} where the file is new
 * @param after the content after, {@code null} where the file goes
 * @param lines the difference, line by line
 */
public record FileChangeView(
        String path,
        String change,
        int added,
        int removed,
        @Nullable String before,
        @Nullable String after,
        List<DiffLine> lines) {

    private static final int CONTEXT = 3;

    /** A change with its difference, line by line. */
    public static FileChangeView of(FileChange change) {
        List<String> before = lines(change.before());
        List<String> after = lines(change.after());
        List<DiffLine> lines = new ArrayList<>();
        UnifiedDiffUtils.generateUnifiedDiff(
                        change.path(), change.path(), before, DiffUtils.diff(before, after), CONTEXT)
                .stream()
                .skip(2)
                .map(FileChangeView::line)
                .forEach(lines::add);
        return new FileChangeView(
                change.path(),
                change.kind().name().toLowerCase(Locale.ROOT),
                count(lines, "+"),
                count(lines, "-"),
                change.before(),
                change.after(),
                List.copyOf(lines));
    }

    private static List<String> lines(@Nullable String content) {
        return content == null ? List.of() : content.lines().toList();
    }

    private static DiffLine line(String unified) {
        if (unified.startsWith("@@")) {
            return new DiffLine("@", unified);
        }
        return unified.isEmpty() ? new DiffLine(" ", "") : new DiffLine(unified.substring(0, 1), unified.substring(1));
    }

    private static int count(List<DiffLine> lines, String sign) {
        return (int)
                lines.stream().filter(line -> Objects.equals(line.sign(), sign)).count();
    }
}
