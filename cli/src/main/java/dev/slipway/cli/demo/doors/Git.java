package dev.slipway.cli.demo.doors;

import dev.slipway.cli.demo.machine.Command;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real Git client in one working directory. */
public final class Git {

    private final Path directory;
    private final Command command;

    private Git(Path directory) {
        this.directory = directory;
        this.command = new Command(
                directory,
                Map.of(
                        "HOME", directory.toString(),
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_TERMINAL_PROMPT", "0",
                        "GIT_SSL_NO_VERIFY", "false",
                        "LC_ALL", "C"));
    }

    /**
     * @param directory an existing directory
     * @return Git in that directory
     */
    public static Git in(Path directory) {
        return new Git(directory);
    }

    /**
     * @param url a repository
     * @param user the user name
     * @param secret a token or password
     * @return its URL with the credentials in it
     */
    public static String withCredentials(URI url, String user, String secret) {
        return "%s://%s:%s@%s%s".formatted(url.getScheme(), user, secret, url.getAuthority(), url.getPath());
    }

    /**
     * @param url a repository
     * @param name the new directory's name
     * @return Git in the clone
     * @throws NotObserved if cloning fails
     */
    public Git clone(String url, String name) {
        run("clone", "--quiet", url, name).expectSuccess();
        return new Git(directory.resolve(name));
    }

    /** @return the directory */
    public Path directory() {
        return directory;
    }

    /**
     * Commits all that changed as the given person.
     *
     * @param name the author's name
     * @param message the commit message
     */
    public void commitAll(String name, String message) {
        run("add", "--all").expectSuccess();
        run(
                        "-c",
                        "user.name=" + name,
                        "-c",
                        "user.email=" + name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@example.org",
                        "commit",
                        "--quiet",
                        "--message",
                        message)
                .expectSuccess();
    }

    /**
     * @param arguments what follows {@code git}
     * @return the trimmed output
     * @throws NotObserved if it fails
     */
    public String read(String... arguments) {
        return run(arguments).expectSuccess().out().strip();
    }

    /**
     * @param arguments what follows {@code git}
     * @return what it said
     */
    public Command.Run run(String... arguments) {
        List<String> line = new ArrayList<>(List.of("git"));
        line.addAll(List.of(arguments));
        return command.run(line);
    }
}
