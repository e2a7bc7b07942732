package dev.slipway.gitops.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.RequestedDeletions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a commit of a remote says of itself counts only where the portal knows of such a request. */
class DeletionClaimsTest {

    private static final String DATABASE = "tenants/a/db";
    private static final Map<String, String> TENANT = Map.of("tenants/a/tenant.yaml", "whose\n");

    @TempDir
    Path elsewhere;

    private final Asked asked = new Asked();
    private JGitGoldenRepository golden;

    private static final class Asked implements RequestedDeletions {

        private @Nullable String underWay;
        private List<String> done = List.of();

        @Override
        public boolean isUnderWay(String directory) {
            return directory.equals(underWay);
        }

        @Override
        public List<String> commits(String directory) {
            return directory.equals(DATABASE) ? done : List.of();
        }
    }

    @BeforeEach
    void declare() throws Exception {
        git(elsewhere, "init", "-q", "--bare", "-b", "main", "golden.git");
        golden = new JGitGoldenRepository(
                GoldenRepositoryContract.settings(
                        elsewhere.resolve("golden.git").toString(), null, null),
                elsewhere.resolve("data"),
                event -> {},
                Programs.asked(asked));
        golden.commit(
                golden.plan(DATABASE, Map.of("request.yaml", "wanted\n", "manifests/claim.yaml", "data\n"), TENANT),
                new CommitMessage("Order a/db", "1", "Dana", "dana@example.org", Map.of(CommitSummary.KIND, "order")));
    }

    @AfterEach
    void close() {
        golden.close();
    }

    @Test
    void doesNotBelieveAPushThatSaysThatItDeletes() throws Exception {
        push("Tidy up\n\nRequest-Id: 2\nRequest-Kind: delete", DATABASE);

        assertThat(kind()).isNull();
    }

    @Test
    void takesASquashOfWhatWasAskedForAsItsAnswerWhateverItSays() throws Exception {
        asked.underWay = DATABASE;
        push("Delete a/db (#7)", DATABASE);

        assertThat(kind()).isEqualTo("delete");
    }

    @Test
    void knowsTheCommitOfADeletionThatIsOver() throws Exception {
        push("Delete a/db (#7)", DATABASE);
        asked.done = List.of(golden.fetched().commit());
        assertThat(kind()).isEqualTo("delete");

        golden.commit(
                golden.plan(DATABASE, Map.of("request.yaml", "again\n"), TENANT),
                new CommitMessage("Order a/db", "3", "Dana", "dana@example.org", Map.of(CommitSummary.KIND, "order")));
        assertThat(kind()).isEqualTo("order");
        push("Tidy up\n\nRequest-Id: 2\nRequest-Kind: delete", DATABASE);
        assertThat(kind()).isNull();
    }

    @Test
    void takesAFileThatGoesAloneForNoDeletion() throws Exception {
        asked.underWay = DATABASE;
        push("Tidy up\n\nRequest-Kind: delete", DATABASE + "/manifests");

        assertThat(kind()).isNull();
    }

    private @Nullable String kind() {
        golden.fetched();
        return golden.history(DATABASE, 1).get(0).trailers().get(CommitSummary.KIND);
    }

    private void push(String message, String directory) throws Exception {
        Path clone = elsewhere.resolve("clone-" + System.nanoTime());
        git(elsewhere, "clone", "-q", "golden.git", clone.toString());
        git(clone, "rm", "-rq", directory);
        git(clone, "-c", "user.name=Pat", "-c", "user.email=pat@example.org", "commit", "-qm", message);
        git(clone, "push", "-q", "origin", "main");
        golden.fetched();
    }

    private static void git(Path directory, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Programs.run(directory, command);
    }
}
