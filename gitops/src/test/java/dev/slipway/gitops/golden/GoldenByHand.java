package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A golden repository with commits that people make by hand, past what the platform would refuse. */
public final class GoldenByHand implements AutoCloseable {

    private final JGitGoldenRepository golden;

    public GoldenByHand(Path data) throws IOException {
        golden = new JGitGoldenRepository(
                GoldenRepositoryContract.settings(null, null, null), data, event -> {}, Programs.nobodyAsked());
    }

    public GoldenRepository golden() {
        return golden;
    }

    /** A commit that holds exactly these files and that no branch leads to. */
    public Snapshot commit(Map<String, byte[]> files) throws IOException {
        return golden.at(insert(golden.location(), files).name());
    }

    /** Puts a commit that holds exactly these files into the repository at this place; no branch leads to it. */
    public static ObjectId insert(Path location, Map<String, byte[]> files) throws IOException {
        try (Repository repository =
                        new FileRepositoryBuilder().setGitDir(location.toFile()).build();
                ObjectInserter inserter = repository.newObjectInserter()) {
            LiveTree tree = LiveTree.empty();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                tree.put(file.getKey(), inserter.insert(Constants.OBJ_BLOB, file.getValue()));
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree.write(inserter::insert));
            commit.setAuthor(new PersonIdent("Hand", "hand@example.org"));
            commit.setCommitter(new PersonIdent("Hand", "hand@example.org"));
            commit.setMessage("By hand");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    @Override
    public void close() {
        golden.close();
    }
}
