package dev.slipway.gitops.engine;

import dev.slipway.gitops.Health;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.engine.live.UnknownKindException;
import dev.slipway.gitops.foreign.EngineWord;
import dev.slipway.gitops.foreign.ForeignEngine;
import dev.slipway.gitops.foreign.Site;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What another engine was ordered to apply in a cluster, and what it says of it. */
final class ForeignDesk {

    private final String cluster;
    private final ForeignEngine engine;
    private final Revisions revisions;
    private final Map<InstanceKey, Order> orders;
    private final @Nullable Site site;
    private final String problem;
    private final Map<InstanceKey, EngineWord> words = new ConcurrentHashMap<>();

    /**
     * A desk as of a commit.
     *
     * @param before the desk as of an earlier commit; what it heard still holds
     * @param site where the engine works, {@code null} where that can't be told
     * @param problem why nothing can be ordered, empty where nothing is in the way
     */
    ForeignDesk(
            String cluster,
            ForeignEngine engine,
            Revisions revisions,
            Map<InstanceKey, Order> orders,
            @Nullable Site site,
            String problem,
            @Nullable ForeignDesk before) {
        this.cluster = cluster;
        this.engine = engine;
        this.revisions = revisions;
        this.orders = Map.copyOf(orders);
        this.site = site;
        this.problem = problem;
        if (before != null && before.engine == engine) {
            words.putAll(before.words);
            words.keySet().retainAll(orders.keySet());
        }
    }

    ForeignEngine engine() {
        return engine;
    }

    /** Whether an object is the order for what owns it. */
    boolean isOrder(ObjectRef ref) {
        return engine.isOrder(ref);
    }

    /** Takes in what the engine says of an order, and gives how the order is doing by that. */
    Health hear(DesiredObject order, LiveObject live) {
        words.put(order.owner(), engine.read(live.content()));
        return health(order.owner());
    }

    /** How an order is doing: what an engine says of another commit than the declared one says little. */
    Health health(InstanceKey key) {
        EngineWord word = word(key);
        Order order = orders.get(key);
        if (order == null || isAsDeclared(word, key, order)) {
            return word.health();
        }
        boolean isOfNow = word.revision() == null || revisions.has(word.revision(), key, order.tree());
        if (word.health().state() == Health.State.FAILED && isOfNow) {
            return word.health();
        }
        String message = word.isApplied()
                ? "%s has applied commit %s and has yet to see the newest"
                        .formatted(engine.title(), shortened(word.revision()))
                : word.health().message();
        return new Health(Health.State.IN_PROGRESS, message);
    }

    private static String shortened(@Nullable String commit) {
        return commit == null ? "none" : commit.substring(0, Math.min(10, commit.length()));
    }

    /** Whether the engine says that all of it is in the cluster as it is declared now. */
    boolean isSettled(InstanceKey key) {
        Order order = orders.get(key);
        return order != null && isAsDeclared(word(key), key, order);
    }

    private boolean isAsDeclared(EngineWord word, InstanceKey key, Order order) {
        return word.isApplied() && revisions.has(word.revision(), key, order.tree());
    }

    private EngineWord word(InstanceKey key) {
        return words.getOrDefault(key, EngineWord.none(engine.title()));
    }

    /** The commit that the engine applied last of an instance, {@code null} where it names none. */
    @Nullable
    String revision(InstanceKey key) {
        return word(key).revision();
    }

    /** Whether the engine applies something of an instance or baseline here. */
    boolean has(InstanceKey key) {
        return orders.containsKey(key);
    }

    /** What the engine applies of an instance or baseline. */
    List<ObjectRef> ordered(InstanceKey key) {
        Order order = orders.get(key);
        return order == null ? List.of() : order.objects();
    }

    /** What to wake so that the engine looks at an order. */
    @Nullable
    ObjectRef woken(InstanceKey key) {
        Order order = orders.get(key);
        return order == null || site == null ? null : engine.woken(site, order.ref());
    }

    /** Why nothing can be ordered; empty where nothing is in the way. */
    String problem() {
        return problem;
    }

    /** Why an object of the engine can't be written, where its kind isn't there: the usual reason in words of use. */
    @Nullable
    Health explain(ObjectRef ref, RuntimeException cause) {
        if (!(cause instanceof UnknownKindException) || (!isOrder(ref) && !Site.isShared(ownerOf(ref)))) {
            return null;
        }
        return new Health(
                Health.State.PENDING,
                "Cluster %s is set to engine %s, but its CRD %s isn't installed. It goes on by itself when it is"
                        .formatted(cluster, engine.kind().text(), engine.definition(ref.kind())));
    }

    private InstanceKey ownerOf(ObjectRef ref) {
        // Of kinds that have to be installed, only orders and what they share are the engine's.
        boolean isOfEngine = ObjectClient.Kind.of(ref).group().endsWith("fluxcd.io");
        return isOfEngine && site != null ? site.owner() : InstanceKey.baseline("");
    }

    /**
     * An order.
     *
     * @param ref the engine's object
     * @param tree the tree that is ordered
     * @param objects what the engine applies
     */
    record Order(ObjectRef ref, String tree, List<ObjectRef> objects) {}
}
