package dev.slipway.portal.testing;

import dev.slipway.gitops.foreign.GoldenAddress;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Where clusters find the golden repository; in the place of {@code slipway.url}, by which people would sign in, too. */
class PublicAddress {

    @Bean
    @Primary
    GoldenAddress portal() {
        return () -> Optional.of("https://portal.test/git/golden.git");
    }
}
