package dev.slipway.portal.golden;

import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.portal.git.GitRepositories;
import dev.slipway.portal.web.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.springframework.stereotype.Component;

/** Serves the portal's own golden repository; one that lies elsewhere is served there. */
@Component
class OwnRepository implements GitRepositories {

    static final String NAME = "golden";

    private final GoldenRepository golden;
    private final GoldenSettings settings;

    OwnRepository(GoldenRepository golden, GoldenSettings settings) {
        this.golden = golden;
        this.settings = settings;
    }

    @Override
    public Optional<Repository> open(String name) {
        if (!NAME.equals(name) || settings.url() != null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FileRepositoryBuilder()
                    .setGitDir(golden.location().toFile())
                    .setBare()
                    .setMustExist(true)
                    .build());
        } catch (IOException e) {
            throw new UnavailableException("The golden repository can't be opened.", Duration.ofSeconds(5), e);
        }
    }
}
