package dev.slipway.gitops.files;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is wrong with a file, noted as it is read: whoever wrote it corrects all at once, not one after the other. */
public final class Mistakes {

    /** More than these of one file are counted, not told. */
    public static final int MOST = 20;

    private final Set<String> found = new LinkedHashSet<>();
    private int more;

    /** Notes one; the reading goes on. */
    public void add(String mistake) {
        if (found.size() < MOST) {
            found.add(mistake);
        } else if (!found.contains(mistake)) {
            more++;
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** What was read, or {@code null} where that was a mistake, which is noted. */
    public <T> @Nullable T noting(Supplier<@Nullable T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            of(e).forEach(this::add);
            return null;
        }
    }

    /**
     * Ends the reading.
     *
     * @throws IllegalArgumentException if there was a mistake; {@link #of} tells them one by one
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            List<String> told = new ArrayList<>(found);
            if (more > 0) {
                told.add("… and %d more".formatted(more));
            }
            throw new InvalidFileException(told);
        }
    }

    /** The mistakes that an exception tells, one sentence each. */
    public static List<String> of(IllegalArgumentException told) {
        return told instanceof InvalidFileException invalid
                ? invalid.mistakes()
                : List.of(String.valueOf(told.getMessage()));
    }
}
