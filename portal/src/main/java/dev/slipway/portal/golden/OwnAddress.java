package dev.slipway.portal.golden;

import dev.slipway.gitops.foreign.GoldenAddress;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where clusters reach the golden repository that the portal serves; without the portal's URL nobody can say. */
@Component
final class OwnAddress implements GoldenAddress {

    private final String portal;

    OwnAddress(@Value("${slipway.url:}") String portal) {
        this.portal = portal.replaceAll("/+$", "");
    }

    @Override
    public Optional<String> url() {
        return portal.isEmpty() ? Optional.empty() : Optional.of(portal + GoldenStatus.SERVED_AT);
    }
}
