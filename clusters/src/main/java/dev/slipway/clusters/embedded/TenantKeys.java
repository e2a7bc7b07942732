package dev.slipway.clusters.embedded;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Removes the keys of a tenant from etcd. */
final class TenantKeys {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration RETRY = Duration.ofMillis(200);

    private final EmbeddedEnvironment environment;

    TenantKeys(EmbeddedEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Deletes and then counts them.
     *
     * @return how many are left
     * @throws IOException if etcd doesn't answer for a while
     */
    long delete(String tenant) throws IOException {
        if (!environment.etcd().hasData()) {
            return 0;
        }
        if (environment.missingTools().isPresent()) {
            throw new IOException(environment.missingTools().get());
        }
        EtcdKeys keys = environment.etcd().start().keys();
        String prefix = TenantUpkeep.etcdPrefix(tenant);
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                keys.delete(prefix);
                return keys.count(prefix);
            } catch (IOException e) {
                if (Instant.now().isAfter(deadline)) {
                    throw e;
                }
                pause();
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(RETRY.toMillis());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new IOException("interrupted");
    }
}
