package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.GoldenMoved;
import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.testing.Await;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The portal's own repository. */
class OwnRepositoryTest extends GoldenRepositoryContract {

    @Override
    GoldenSettings settings() {
        return settings(null, null, null);
    }

    @Test
    void tellsOfAMoveAgainWhereSomebodyFailedOnIt() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        List<Object> heard = new CopyOnWriteArrayList<>();
        try (JGitGoldenRepository other = new JGitGoldenRepository(settings(), data.resolve("other"), event -> {
            if (broken.getAndSet(false)) {
                throw new StackOverflowError("Too deep");
            }
            heard.add(event);
        })) {
            other.seed(Map.of("catalog/README.md", new byte[0]));
            String head = other.head().commit();

            Await.until("the move is told", () -> heard.contains(new GoldenMoved(null, head)));
        }
    }
}
