package dev.slipway;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The modules see of each other what they may, and no more. */
class ModularityTest {

    @Test
    void modulesUseOnlyEachOthersApis() {
        ApplicationModules.of(PortalApplication.class).verify();
    }
}
