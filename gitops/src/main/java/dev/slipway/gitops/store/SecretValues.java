package dev.slipway.gitops.store;

import dev.slipway.gitops.fleet.LeaseTaken;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Values that the platform made up for Secrets: the same for as long as the Secret is declared. */
@Component
public class SecretValues {

    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int LENGTH = 32;
    private static final Duration FORGOTTEN_WITHIN = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final SecretBox box;
    private final DurableWrites writes;
    private final SecureRandom random = new SecureRandom();
    private final Map<Id, byte[]> opened = new ConcurrentHashMap<>();
    private final Set<Place> leaving = ConcurrentHashMap.newKeySet();

    SecretValues(JdbcClient jdbc, SecretBox box, DurableWrites writes) {
        this.jdbc = jdbc;
        this.box = box;
        this.writes = writes;
    }

    /**
     * The value of a key: the one kept; else the one that the cluster has, as after the loss of the database; else a
     * new one of 190 bits.
     *
     * @param id the key of the Secret
     * @param live the value that the cluster has, asked only where none is kept
     * @throws IllegalStateException while the database has yet to forget an earlier Secret of that name
     */
    public byte[] of(Id id, Supplier<byte @Nullable []> live) {
        byte[] cached = opened.get(id);
        if (cached != null) {
            return cached;
        }
        awaitForgotten(id.place());
        byte[] value = kept(id);
        if (value == null) {
            byte[] found = live.get();
            value = keep(id, found == null ? random() : found);
        }
        opened.put(id, value);
        return value;
    }

    /** The value that is kept of a key, if there is one; by whichever replica. */
    public Optional<byte[]> find(Id id) {
        return Optional.ofNullable(kept(id));
    }

    /** Before the cluster's engine hears of it: who kept the cluster meanwhile may have made up other values. */
    @EventListener
    @Order(-10)
    void on(LeaseTaken taken) {
        opened.keySet().removeIf(id -> id.cluster.equals(taken.cluster()));
    }

    /** What is ordered anew under the name of what goes must not get its values. */
    private void awaitForgotten(Place place) {
        if (leaving.contains(place) && !writes.settle(FORGOTTEN_WITHIN)) {
            throw new IllegalStateException(
                    "The database has yet to forget the earlier Secret %s/%s".formatted(place.namespace, place.name));
        }
    }

    /** Forgets all values of a Secret that is no longer declared. */
    public void forget(String cluster, String namespace, String name) {
        Place place = new Place(cluster, namespace, name);
        leaving.add(place);
        opened.keySet().removeIf(id -> id.place().equals(place));
        writes.add(() -> {
            jdbc.sql("delete from generated_secret where cluster = ? and namespace = ? and name = ?")
                    .params(cluster, namespace, name)
                    .update();
            leaving.remove(place);
        });
    }

    /** Forgets all values of a cluster that is gone, so that a later one of its name has values of its own. */
    public void forgetCluster(String cluster) {
        opened.keySet().removeIf(id -> id.cluster.equals(cluster));
        writes.add(() -> jdbc.sql("delete from generated_secret where cluster = ?")
                .param(cluster)
                .update());
    }

    private byte @Nullable [] kept(Id id) {
        return jdbc.sql("select value from generated_secret where cluster = ? and namespace = ? and name = ? and key ="
                        + " ?")
                .params(id.cluster, id.namespace, id.name, id.key)
                .query(byte[].class)
                .optional()
                .map(box::open)
                .orElse(null);
    }

    /** Of two that make one up at a time, the first one's value counts for both. */
    private byte[] keep(Id id, byte[] value) {
        jdbc.sql("insert into generated_secret (cluster, namespace, name, key, value) values (?, ?, ?, ?, ?) on"
                        + " conflict do nothing")
                .params(id.cluster, id.namespace, id.name, id.key, box.seal(value))
                .update();
        byte[] kept = kept(id);
        return kept == null ? value : kept;
    }

    private byte[] random() {
        byte[] value = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            value[i] = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return value;
    }

    /** One key of one Secret. */
    public record Id(String cluster, String namespace, String name, String key) {
        private Place place() {
            return new Place(cluster, namespace, name);
        }
    }

    private record Place(String cluster, String namespace, String name) {}
}
