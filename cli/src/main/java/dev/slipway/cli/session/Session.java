package dev.slipway.cli.session;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.portal.Portal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The portal a command talks to and the person it does so as.
 *
 * <p>Portal: {@code --server}, SLIPWAY_URL, the checkout's running portal, the latest login. Token: {@code --token},
 * SLIPWAY_TOKEN, the login to that portal, the admin token of the checkout's own portal.
 */
public final class Session {

    private final Environment environment;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The portal; else SLIPWAY_URL, else the latest login.")
    private @Nullable URI server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "A bearer token; else SLIPWAY_TOKEN, else the login.")
    private @Nullable String token;

    /** @param environment what surrounds this run */
    public Session(Environment environment) {
        this.environment = environment;
    }

    /** @return the portal, asked with the token found for it */
    public Portal portal() {
        URI found = server();
        return new Portal(found, token(found));
    }

    /**
     * @param token the token to ask with, instead of the one found
     * @return the portal
     */
    public Portal portalWith(String token) {
        return new Portal(server(), token);
    }

    /** @return what {@code --token} says, or null */
    public @Nullable String tokenOption() {
        return token;
    }

    /**
     * Downloads something into a file and says so.
     *
     * @param location what to download
     * @param what it is, for the message when it can't be written
     * @param file where it goes, replaced if it is there
     */
    public void save(Location location, String what, Path file) {
        try (InputStream content = portal().download(location)) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The %s can't be written to %s".formatted(what, file), e);
        }
        err().println("Written to " + file);
    }

    /** @return the logins of this person */
    public Logins logins() {
        return new Logins(environment.configuration());
    }

    /** @return where the results go */
    public PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** @return where remarks go that are not part of the result */
    public PrintWriter err() {
        return command.commandLine().getErr();
    }

    /** @return standard input */
    public InputStream in() {
        return environment.in();
    }

    /** @return the kubeconfig that kubectl writes to: the first of KUBECONFIG or {@code ~/.kube/config} */
    public Path kubeconfig() {
        String first = environment.variables().getOrDefault("KUBECONFIG", "").split(":", 2)[0];
        return first.isEmpty() ? environment.home().resolve(".kube").resolve("config") : Path.of(first);
    }

    /**
     * @param message what is wrong with the command line, with the bad value and the expected one
     * @return the exception to throw
     */
    public ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private URI server() {
        URI found = server;
        if (found == null && environment.variables().containsKey("SLIPWAY_URL")) {
            found = uri(environment.variables().getOrDefault("SLIPWAY_URL", ""));
        }
        if (found == null) {
            found = checkoutServer();
        }
        if (found == null) {
            found = logins().latest();
        }
        if (found == null) {
            throw usage("No portal is known: name one by --server or SLIPWAY_URL, or run `slipway login --server URL`");
        }
        if (found.getHost() == null || !("http".equals(found.getScheme()) || "https".equals(found.getScheme()))) {
            throw usage("\"" + found + "\" is no portal, expected a URL such as https://slipway.example.org");
        }
        return found;
    }

    private @Nullable URI checkoutServer() {
        String url = line("portal.url");
        return url == null ? null : uri(url);
    }

    private @Nullable String token(URI of) {
        if (token != null) {
            return token;
        }
        String found = environment.variables().get("SLIPWAY_TOKEN");
        if (found == null) {
            found = logins().token(of);
        }
        if (found == null && of.equals(checkoutServer())) {
            found = line("admin-token");
        }
        return found;
    }

    private @Nullable String line(String file) {
        if (environment.data() == null || !Files.isReadable(environment.data().resolve(file))) {
            return null;
        }
        try {
            return Files.readString(environment.data().resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(environment.data().resolve(file) + " can't be read", e);
        }
    }

    private URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw usage("\"" + text + "\" is no portal, expected a URL such as https://slipway.example.org");
        }
    }
}
