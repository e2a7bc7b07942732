package dev.slipway.portal.testing;

import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.GoldenRepository;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Changes the golden repository as somebody does who commits by hand, and not by a request. */
public final class ByHand {

    private ByHand() {}

    /** The files of a directory that may be changed and committed again, by their path in it. */
    public static Map<String, String> files(GoldenRepository golden, String directory) {
        Map<String, String> files = new HashMap<>();
        golden.head()
                .files(directory)
                .forEach((path, content) -> files.put(path, new String(content, StandardCharsets.UTF_8)));
        return files;
    }

    /** Makes a directory hold exactly these files; none takes it away. */
    public static void commit(GoldenRepository golden, String subject, String directory, Map<String, String> files) {
        commit(golden, subject, directory, files, Map.of());
    }

    /** Likewise, with files beside it by their path from the root. */
    public static void commit(
            GoldenRepository golden,
            String subject,
            String directory,
            Map<String, String> files,
            Map<String, String> beside) {
        golden.commit(
                golden.plan(directory, files, beside),
                new CommitMessage(subject, UUID.randomUUID().toString(), "Pat Pusher", "pat@example.org", Map.of()));
    }
}
