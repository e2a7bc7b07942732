package dev.slipway.gitops.golden;

import dev.slipway.gitops.golden.packs.Durable;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import dev.slipway.gitops.repository.RemoteState;
import java.io.IOException;
import java.time.Instant;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** The portal's own repository: its branch is the truth. */
final class OwnBranch implements Remote {

    private final Repository repository;
    private final String ref;
    private final Instant since = Instant.now();

    OwnBranch(Repository repository, String ref) {
        this.repository = repository;
        this.ref = ref;
    }

    @Override
    public void fetch() {
        // Nobody else decides where the branch stands.
    }

    /** Whether anybody has written to the branch. */
    boolean exists() {
        try {
            return repository.exactRef(ref) != null;
        } catch (IOException e) {
            throw new GoldenUnavailableException("The golden repository's branch can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean advance(@Nullable ObjectId from, ObjectId to) {
        try {
            RefUpdate update = repository.updateRef(ref);
            update.setExpectedOldObjectId(from == null ? ObjectId.zeroId() : from);
            update.setNewObjectId(to);
            update.setRefLogMessage("commit by the portal", false);
            return switch (update.forceUpdate()) {
                case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> onDisk();
                case LOCK_FAILURE, REJECTED -> false;
                default -> throw new IOException("Git answered " + update.getResult());
            };
        } catch (IOException e) {
            throw new GoldenUnavailableException("The golden repository's branch can't be moved: " + e.getMessage(), e);
        }
    }

    private boolean onDisk() throws IOException {
        Durable.force(repository.getDirectory().toPath().resolve(ref).resolveSibling("."));
        return true;
    }

    @Override
    public void propose(@Nullable ObjectId commit, String branch, ObjectId replaces) {
        throw new IllegalStateException("The portal's own repository has no reviews: nothing proposes to it");
    }

    @Override
    public @Nullable ObjectId fetch(String branch) {
        throw new IllegalStateException("The portal's own repository has no reviews: nothing is fetched from it");
    }

    @Override
    public RemoteState state() {
        return new RemoteState(null, true, "", since);
    }
}
