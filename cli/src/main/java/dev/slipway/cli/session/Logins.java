package dev.slipway.cli.session;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The portals a person has signed in to; a token is never given to another portal than the one it was stored for. */
public final class Logins {

    private static final String LATEST = "server";
    private static final String TOKEN = "token.";

    private final Path file;
    private final Properties entries = new Properties();

    Logins(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                entries.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("The logins in " + file + " can't be read", e);
            }
        }
    }

    @Nullable
    URI latest() {
        String server = entries.getProperty(LATEST);
        return server == null ? null : URI.create(server);
    }

    @Nullable
    String token(URI server) {
        return entries.getProperty(TOKEN + server);
    }

    /**
     * Stores a token and makes its portal the one that commands talk to.
     *
     * @param server the portal
     * @param token a token of that portal
     * @return the file it is stored in, mode 0600
     */
    public Path store(URI server, String token) {
        entries.setProperty(LATEST, server.toString());
        entries.setProperty(TOKEN + server, token);
        StringWriter text = new StringWriter();
        try {
            entries.store(text, null);
            PrivateFile.write(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("The login can't be stored in " + file, e);
        }
        return file;
    }
}
