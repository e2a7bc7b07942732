package dev.slipway.sbom.checkout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PackParser;

/** A repository which refuses large objects while they arrive: a few bytes of delta can claim to be gigabytes. */
final class LimitedRepository extends FileRepository {

    private final long maxObjectSize;

    private LimitedRepository(FileRepositoryBuilder builder, long maxObjectSize) throws IOException {
        super(builder);
        this.maxObjectSize = maxObjectSize;
    }

    static LimitedRepository create(Path gitFolder, Path tree, long maxObjectSize) throws IOException {
        FileRepositoryBuilder builder = new FileRepositoryBuilder()
                .setGitDir(gitFolder.toFile())
                .setWorkTree(tree.toFile())
                .setup();
        LimitedRepository repository = new LimitedRepository(builder, maxObjectSize);
        repository.create();
        // Links become small files, so that no path leads out of the tree.
        repository.getConfig().setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "symlinks", false);
        repository.getConfig().setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "filemode", false);
        repository.getConfig().save();
        return repository;
    }

    @Override
    public ObjectInserter newObjectInserter() {
        ObjectInserter inserter = super.newObjectInserter();
        return new ObjectInserter.Filter() {
            @Override
            protected ObjectInserter delegate() {
                return inserter;
            }

            @Override
            public PackParser newPackParser(InputStream input) throws IOException {
                PackParser parser = inserter.newPackParser(input);
                parser.setMaxObjectSizeLimit(maxObjectSize);
                return parser;
            }
        };
    }
}
