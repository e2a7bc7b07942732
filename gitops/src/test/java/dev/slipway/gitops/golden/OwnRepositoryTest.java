package dev.slipway.gitops.golden;

import org.jspecify.annotations.Nullable;

/** The portal's own repository. */
class OwnRepositoryTest extends GoldenRepositoryContract {

    @Override
    @Nullable
    String url() {
        return null;
    }
}
