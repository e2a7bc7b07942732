package dev.slipway.portal.platform;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The golden repository on the status page.
 *
 * @param state READY or DOWN
 * @param head id of the latest commit
 * @param backlog accepted requests that couldn't be committed yet because it can't be written
 * @param waiting why they wait and until when; {@code null} where none does
 * @param problems files that can't be followed, the first of them
 */
public record GoldenView(
        String state,
        String cloneUrl,
        @Nullable String head,
        @Nullable Instant headAt,
        @Nullable String headSubject,
        long backlog,
        @Nullable Waiting waiting,
        List<Problem> problems,
        @Nullable String detail) {

    /** Nothing is known yet. */
    public static GoldenView unknown() {
        return new GoldenView("DOWN", "", null, null, null, 0, null, List.of(), "The golden repository isn't open yet");
    }

    /**
     * What accepted requests wait for.
     *
     * @param since when the oldest of them was accepted
     * @param reason why the latest try failed
     * @param nextTry when the next one comes
     */
    public record Waiting(Instant since, String reason, Instant nextTry) {}

    /**
     * A file that can't be followed; the rest is.
     *
     * @param path the file
     * @param reason what is wrong and what was expected
     * @param commit the latest commit that touched it, {@code null} where none did
     * @param author who wrote that commit
     * @param at when it was committed
     */
    public record Problem(
            String path,
            String reason,
            @Nullable String commit,
            @Nullable String author,
            @Nullable Instant at) {}
}
