package dev.slipway.portal.golden;

import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.platform.GoldenView;
import dev.slipway.portal.platform.StatusContributor;
import dev.slipway.portal.requests.Backlog;
import dev.slipway.portal.requests.Requests;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What the status page says of the golden repository. */
@Component
class GoldenStatus implements StatusContributor {

    static final String SERVED_AT = "/git/" + OwnRepository.NAME + ".git";

    private final GoldenRepository golden;
    private final GoldenProblems problems;
    private final Requests requests;
    private final String portal;
    private volatile @Nullable CommitSummary head;

    GoldenStatus(
            GoldenRepository golden,
            GoldenProblems problems,
            Requests requests,
            @Value("${slipway.url:}") String portal) {
        this.golden = golden;
        this.problems = problems;
        this.requests = requests;
        this.portal = portal.endsWith("/") ? portal.substring(0, portal.length() - 1) : portal;
    }

    @Override
    public Optional<GoldenView> golden() {
        var remote = golden.remote();
        var commit = head();
        var backlog = backlog();
        var wrong = problems.all();
        return Optional.of(new GoldenView(
                remote.reachable() ? "READY" : "DOWN",
                remote.url() == null ? ownUrl() : remote.url(),
                commit == null ? null : commit.commit(),
                commit == null ? null : commit.at(),
                commit == null ? null : commit.subject(),
                backlog.count(),
                waiting(backlog),
                wrong,
                remote.reachable() ? summary(wrong) : remote.detail()));
    }

    /** Every page asks, so the history is read only when the branch has moved. */
    private @Nullable CommitSummary head() {
        var known = head;
        if (known != null && known.commit().equals(golden.head().commit())) {
            return known;
        }
        var newest = golden.history("", 1).stream().findFirst().orElse(null);
        head = newest;
        return newest;
    }

    private String ownUrl() {
        if (portal.isEmpty() && RequestContextHolder.getRequestAttributes() != null) {
            return ServletUriComponentsBuilder.fromCurrentContextPath().toUriString() + SERVED_AT;
        }
        return portal + SERVED_AT;
    }

    /** The database says of itself when it is gone; that is no reason for the rest to go with it. */
    private Backlog backlog() {
        try {
            return requests.backlog();
        } catch (DataAccessException e) {
            return Backlog.NONE;
        }
    }

    private static GoldenView.@Nullable Waiting waiting(Backlog backlog) {
        return backlog.since() == null || backlog.nextTry() == null
                ? null
                : new GoldenView.Waiting(
                        backlog.since(), Objects.requireNonNullElse(backlog.reason(), ""), backlog.nextTry());
    }

    private static @Nullable String summary(List<GoldenView.Problem> problems) {
        if (problems.isEmpty()) {
            return null;
        }
        var first = problems.get(0);
        var more = problems.size() == 1 ? "" : " (and %d more)".formatted(problems.size() - 1);
        return "Can't be followed: %s: %s%s".formatted(first.path(), first.reason(), more);
    }
}
