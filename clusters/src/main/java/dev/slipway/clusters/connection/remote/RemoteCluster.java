package dev.slipway.clusters.connection.remote;

import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.ClusterStatus.State;
import dev.slipway.clusters.Kubeconfig;
import dev.slipway.clusters.connection.ClusterLife;
import dev.slipway.clusters.connection.http.RenewableHttp;
import dev.slipway.clusters.connection.remote.SmallCalls.Answer;
import dev.slipway.clusters.remote.Access;
import dev.slipway.clusters.remote.ConnectionHealth;
import dev.slipway.clusters.spi.ManagedCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A cluster that somebody else runs. It has no thread of its own: a check is begun by a timer and ends by a callback. */
final class RemoteCluster implements ManagedCluster {

    private static final int FAILURES_UNTIL_DOWN = 3;
    private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Pattern VERSION = Pattern.compile("\"gitVersion\":\\s*\"([^\"]{1,60})\"");

    private final String name;
    private final List<String> namespaces;
    private final Access access;
    private final SharedParts shared;
    private final ClusterLife life;
    private final RenewableHttp http;
    private final KubernetesClient client;
    private final SmallCalls calls;
    private final AtomicBoolean checking = new AtomicBoolean();
    private @Nullable ScheduledFuture<?> next;
    private volatile int failures;
    private volatile long checkedAt = System.nanoTime() - SHORTEST_NANOS;
    private volatile boolean closed;
    private volatile boolean doubted;

    /** Whether anything was answered over the present connections; others need no successors. */
    private volatile boolean carried;

    private volatile @Nullable Instant lastContact;
    private volatile @Nullable Duration latency;
    private volatile @Nullable String lastError;

    RemoteCluster(String name, List<String> namespaces, Access access, SharedParts shared) {
        this.name = name;
        this.namespaces = List.copyOf(namespaces);
        this.access = access;
        this.shared = shared;
        this.life = new ClusterLife(name, false, shared.listener());
        this.http = new RenewableHttp(shared.wires());
        this.client = shared.connect(access, http, new Contacts(this::contacted, this::suspect));
        this.calls = new SmallCalls(client.getHttpClient(), access.server());
    }

    RemoteCluster open() {
        life.starting("Connecting to " + access.server());
        checkIn(shared.times().first());
        return this;
    }

    boolean isConnectedWith(List<String> wanted, Access given) {
        return namespaces.equals(wanted) && access.equals(given);
    }

    /** There is one next check at a time, however often somebody asks for one. */
    private synchronized void checkIn(long millis) {
        ScheduledFuture<?> before = next;
        if (before != null) {
            before.cancel(false);
        }
        next = closed ? null : shared.later(millis, this::check);
    }

    private void check() {
        if (closed || !checking.compareAndSet(false, true)) {
            return;
        }
        Instant contact = lastContact;
        long pause = shared.times().steady();
        if (status().isUp() && failures == 0 && !doubted && contact != null && isRecent(contact, pause)) {
            checking.set(false);
            checkIn(pause);
            return;
        }
        doubted = false;
        checkedAt = System.nanoTime();
        Instant began = Instant.now();
        // What is told to others must not hold up the thread that counts everybody's time limits.
        calls.get("/readyz")
                .whenCompleteAsync(
                        (answer, failure) -> {
                            checking.set(false);
                            judge(answer, failure, began);
                        },
                        shared.workers());
    }

    private static boolean isRecent(Instant contact, long pause) {
        return contact.isAfter(Instant.now().minusMillis(pause / 2));
    }

    private void judge(@Nullable Answer answer, @Nullable Throwable failure, Instant began) {
        if (closed) {
            return;
        }
        String fault = fault(answer, failure, began);
        lastError = fault;
        if (answer != null) {
            latency = Duration.between(began, Instant.now());
        }
        if (fault == null) {
            failures = 0;
            answers();
            checkIn(shared.times().steady());
        } else {
            failed(fault);
            checkIn(shared.times().after(failures, status().isUp()));
        }
    }

    /** What is wrong; nothing with a server that is busy, and answered something else meanwhile. */
    private @Nullable String fault(@Nullable Answer answer, @Nullable Throwable failure, Instant began) {
        if (answer != null) {
            return Faults.of(answer);
        }
        Instant contact = lastContact;
        boolean isBusy = status().isUp() && contact != null && contact.isAfter(began);
        return isBusy ? null : Faults.of(failure);
    }

    private void answers() {
        if (status().isUp()) {
            return;
        }
        calls.get("/version")
                .whenCompleteAsync(
                        (answer, failure) -> {
                            Matcher version = VERSION.matcher(answer == null ? "" : answer.text());
                            if (version.find()) {
                                life.answered(version.group(1));
                            }
                            if (!closed) {
                                life.up();
                            }
                        },
                        shared.workers());
    }

    private void failed(String fault) {
        failures++;
        if (status().state() != State.DOWN && failures < FAILURES_UNTIL_DOWN) {
            return;
        }
        life.faulted(fault);
        if (carried) {
            carried = false;
            http.renew();
        }
    }

    private void contacted() {
        lastContact = Instant.now();
        carried = true;
    }

    /** Something could not be sent: worth a look before the next check is due. */
    private void suspect() {
        if (status().isUp() && failures == 0 && System.nanoTime() - checkedAt > SHORTEST_NANOS) {
            doubted = true;
            checkIn(0);
        }
    }

    ConnectionHealth health() {
        return new ConnectionHealth(lastContact, latency, lastError);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean simulated() {
        return false;
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public List<String> namespaces() {
        return namespaces;
    }

    @Override
    public ClusterStatus status() {
        return life.status();
    }

    @Override
    public boolean wasUp() {
        return life.wasUp();
    }

    @Override
    public Kubeconfig kubeconfig(String user, Set<String> groups, Duration validity) {
        throw new UnsupportedOperationException(
                "The cluster '%s' is somebody else's: ask its owner for access to it".formatted(name));
    }

    @Override
    public void close() {
        closed = true;
        life.stopping();
        client.close();
    }
}
