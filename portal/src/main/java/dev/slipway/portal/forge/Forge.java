package dev.slipway.portal.forge;

import java.util.Optional;
import org.springframework.http.HttpHeaders;

/**
 * Where people review a change before it counts. Every call can be repeated: what is there already is found, not made
 * a second time. All methods throw {@link ForgeUnavailableException} if the forge doesn't answer, or not as expected.
 */
public interface Forge {

    /** The word that its webhooks' address ends with. */
    String kind();

    /** The newest pull request from a branch, open or not. */
    Optional<PullRequest> find(String branch);

    /** Opens a pull request, unless one is open from that branch: then that one is brought up to date. */
    PullRequest open(Proposal proposal);

    /** Closes a pull request without a merge; one that isn't open stays as it is. */
    void close(long number);

    /** How a pull request is now. */
    PullRequest look(long number);

    /**
     * Whether a webhook was sent by the forge, and not long ago where it says when.
     *
     * @param body the bytes that were sent, unparsed
     */
    boolean isGenuine(HttpHeaders headers, byte[] body);
}
