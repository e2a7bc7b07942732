package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.PortalIdentity;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jgit.revwalk.FooterLine;
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

    /** The trailers at the end of a commit's message, by name; of several of one name the first. */
    static Map<String, String> all(RevCommit commit) {
        return commit.getFooterLines().stream()
                .collect(Collectors.toMap(FooterLine::getKey, FooterLine::getValue, (first, second) -> first));
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
