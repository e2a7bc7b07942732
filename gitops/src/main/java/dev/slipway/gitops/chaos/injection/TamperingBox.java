package dev.slipway.gitops.chaos.injection;

import dev.slipway.gitops.chaos.store.OpenChange;
import dev.slipway.gitops.store.SecretBox;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what undoes a change so that nobody reads a Secret's values out of the database. */
@Component
final class TamperingBox {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SecretBox box;

    TamperingBox(SecretBox box) {
        this.box = box;
    }

    byte[] seal(Tampering tampering) {
        return box.seal(JSON.writeValueAsString(tampering).getBytes(StandardCharsets.UTF_8));
    }

    Tampering open(OpenChange change) {
        return JSON.readValue(new String(box.open(change.tampering()), StandardCharsets.UTF_8), Tampering.class);
    }
}
