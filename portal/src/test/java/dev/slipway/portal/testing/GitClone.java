package dev.slipway.portal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A clone of the golden repository that somebody of the platform team works in, with the ordinary {@code git}. */
public final class GitClone {

    private final Path directory;
    private final Path place;

    private GitClone(Path directory) {
        this.directory = directory;
        this.place = directory.resolve("clone");
    }

    /** Clones into an empty directory. */
    public static GitClone of(int port, Path directory) throws Exception {
        GitClone clone = new GitClone(directory);
        String url = "http://platform:platform@localhost:" + port + "/git/golden.git";
        Result cloned = result(builder(directory, "clone", url, "clone").start());
        assertThat(cloned.ok).as(cloned.output).isTrue();
        return clone;
    }

    public String read(String path) throws IOException {
        return Files.readString(place.resolve(path));
    }

    public void write(String path, String content) throws IOException {
        Path file = place.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** Commits all that was written, and pushes it. */
    public Result push() throws Exception {
        git("add", ".");
        Result committed = git("commit", "-m", "Change something");
        assertThat(committed.ok).as(committed.output).isTrue();
        return git("push", "origin", "HEAD:main");
    }

    /** Runs git with this input, and gives what it says. */
    public String pipe(String input, String... arguments) throws Exception {
        Path file = directory.resolve("input");
        Files.writeString(file, input);
        return result(builder(place, arguments).redirectInput(file.toFile()).start())
                .output
                .strip();
    }

    public Result git(String... arguments) throws Exception {
        return result(builder(place, arguments).start());
    }

    private static ProcessBuilder builder(Path in, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Test", "-c", "user.email=test@example.org"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        return builder;
    }

    private static Result result(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("git ends in time").isTrue();
        return new Result(process.exitValue() == 0, output);
    }

    /**
     * What git did.
     *
     * @param output all that it said
     */
    public record Result(boolean ok, String output) {}
}
