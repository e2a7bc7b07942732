package dev.slipway.gitops.desired;

import dev.slipway.gitops.UnreadableFileException;
import dev.slipway.gitops.files.Mistakes;
import dev.slipway.gitops.repository.GoldenProblem;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a file that people may have written wrong: what is wrong is a problem that is named, and nothing else stops. */
final class Attempt {

    private Attempt() {}

    /** What was read, or {@code null} where that is a problem now. */
    static <T> @Nullable T at(String path, List<GoldenProblem> problems, Supplier<@Nullable T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            Mistakes.of(e).forEach(mistake -> problems.add(new GoldenProblem(path, mistake)));
        } catch (UnreadableFileException e) {
            problems.add(new GoldenProblem(e.path(), String.valueOf(e.getMessage())));
        }
        return null;
    }
}
