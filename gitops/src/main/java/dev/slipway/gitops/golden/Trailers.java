package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.PortalIdentity;
import java.util.List;
import org.eclipse.jgit.revwalk.RevCommit;

/** A commit's message with its trailers. */
final class Trailers {

    private static final String REQUEST = PortalIdentity.REQUEST_TRAILER + ": ";

    private Trailers() {}

    static String text(CommitMessage message) {
        StringBuilder text = new StringBuilder(message.subject()).append("\n\n");
        text.append(REQUEST).append(message.requestId()).append('\n');
        message.trailers()
                .forEach((name, value) -> text.append(name)
                        .append(": ")
                        .append(value.replaceAll("\\s+", " "))
                        .append('\n'));
        return text.toString();
    }

    /** The requests that a commit answers: more than one where somebody squashed several. */
    static List<String> requestIds(RevCommit commit) {
        return commit.getFullMessage()
                .lines()
                .filter(line -> line.startsWith(REQUEST))
                .map(line -> line.substring(REQUEST.length()).strip())
                .toList();
    }
}
