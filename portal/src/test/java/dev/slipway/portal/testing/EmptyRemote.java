package dev.slipway.portal.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** Remotes that the golden repository can be pushed to, before anybody did. */
public final class EmptyRemote {

    private EmptyRemote() {}

    /** A bare repository {@code golden.git} in a folder of its own, whose name begins so. */
    public static Path create(String prefix) {
        try {
            Path directory = Files.createTempDirectory(prefix).resolve("golden.git");
            Git.init()
                    .setBare(true)
                    .setInitialBranch("main")
                    .setDirectory(directory.toFile())
                    .call()
                    .close();
            return directory;
        } catch (IOException | GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }
}
