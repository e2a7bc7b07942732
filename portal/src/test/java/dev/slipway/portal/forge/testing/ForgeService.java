package dev.slipway.portal.forge.testing;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A forge with one repository, {@code platform/…}, as those see it who review there. */
public interface ForgeService extends AutoCloseable {

    /** How a forge merges. */
    enum Merge {
        COMMIT,
        SQUASH,
        REBASE
    }

    /** A pull request as people see it. */
    record Seen(long number, String head, String title, String body, boolean open) {}

    URI apiUrl();

    /** The repository's name, such as {@code platform/golden}. */
    String name();

    /** The token by which the portal works with it. */
    String token();

    /** Where its bare repository lies, to be looked at. */
    Path repository();

    /** Where Git pushes to, with the portal's password in it where one is needed. */
    String remote();

    /** All of them, oldest first. */
    List<Seen> pulls() throws Exception;

    /** A person merges. */
    String merge(long number, Merge how) throws Exception;

    /** A person closes. */
    void close(long number, String who) throws Exception;

    /** A person opens again what was closed. */
    void reopen(long number, String who) throws Exception;

    /** A person writes another title. */
    void rename(long number, String title) throws Exception;

    /** A person pushes to a branch. */
    default void push(String branch, String path, String content) throws Exception {
        HandWork.push(remote(), branch, path, content);
    }

    /** Answers nobody until it is told otherwise. */
    void goesDown(boolean now) throws Exception;

    @Override
    void close() throws Exception;
}
