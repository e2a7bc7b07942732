package dev.slipway.portal.forge.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What people do with {@code git}. */
public final class HandWork {

    private HandWork() {}

    /** Clones a branch into a new directory. */
    public static Path clone(String remote, String branch) throws Exception {
        Path clone = Files.createTempDirectory("slipway-clone");
        git(clone, "clone", "-q", "-b", branch, remote, ".");
        return clone;
    }

    /** Writes a file and pushes it. */
    public static void push(String remote, String branch, String path, String content) throws Exception {
        Path clone = clone(remote, branch);
        Files.createDirectories(clone.resolve(path).getParent());
        Files.writeString(clone.resolve(path), content);
        git(clone, "add", "-A");
        git(clone, "commit", "-qm", "By hand");
        git(clone, "push", "-q", "origin", "HEAD:" + branch);
    }

    /** Runs {@code git} as Rita. */
    public static String git(Path in, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Rita Reviewer", "-c", "user.email=rita@example.org"));
        command.addAll(List.of(arguments));
        return run(in, command);
    }

    /** Runs any program. */
    public static String run(Path in, String... command) throws Exception {
        return run(in, List.of(command));
    }

    static String run(Path in, List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(command + " said " + said);
        }
        return said;
    }
}
