package dev.slipway.gitops.golden;

import dev.slipway.gitops.GoldenSettings;

/** The portal's own repository. */
class OwnRepositoryTest extends GoldenRepositoryContract {

    @Override
    GoldenSettings settings() {
        return settings(null, null, null);
    }
}
