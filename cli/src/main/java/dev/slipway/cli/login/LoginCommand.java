package dev.slipway.cli.login;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.portal.Portal;
import dev.slipway.cli.session.Session;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Stores a portal and a token that the portal has accepted. */
@Command(
        name = "login",
        description = "Stores a portal and a personal access token; the token is asked for unless an option gives it.")
public final class LoginCommand implements Runnable {

    private static final int LONGEST_TOKEN = 16_384;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Session session;

    @Option(names = "--token-stdin", description = "Reads the token from standard input.")
    private boolean fromInput;

    @Option(names = "--token-file", paramLabel = "FILE", description = "Reads the token from a file.")
    private @Nullable Path file;

    @Override
    public void run() {
        String given = givenToken();
        String token = given == null ? askedToken() : given;
        Portal portal = session.portalWith(token);
        JsonNode me = portal.get(Location.api("me"));
        Path stored = session.logins().store(portal.server(), token);
        session.out()
                .printf(
                        "Signed in to %s as %s (stored in %s)%n",
                        portal.server(), me.path("name").asString("?"), stored);
    }

    private @Nullable String givenToken() {
        try {
            if (fromInput) {
                return token(new String(session.in().readNBytes(LONGEST_TOKEN), StandardCharsets.UTF_8));
            }
            return file == null ? session.tokenOption() : token(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The token can't be read from " + (fromInput ? "standard input" : file), e);
        }
    }

    private String askedToken() {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Token: ");
        if (typed == null) {
            throw session.usage("There is no terminal to ask on: use --token-stdin or --token-file");
        }
        return token(new String(typed));
    }

    private String token(String text) {
        String token = text.strip();
        if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw session.usage("This is no token: expected one line such as slw_...");
        }
        return token;
    }
}
