package dev.slipway.clusters.embedded;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provisions the volumes of claims: each is an object without a disk behind it, as the pods are simulated too. Claims
 * beyond the storage of the plan stay pending until others are deleted.
 */
final class SimulatedVolumes implements AutoCloseable {

    static final String PROVISIONER = "slipway.dev/simulated";

    private static final Logger log = LoggerFactory.getLogger(SimulatedVolumes.class);
    private static final String PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";

    private final KubernetesClient client;
    private final Supplier<BigDecimal> limit;
    private final Set<String> provisioned = new HashSet<>();
    private @Nullable SharedIndexInformer<PersistentVolumeClaim> claims;

    /** @param limit bytes of all volumes together */
    SimulatedVolumes(KubernetesClient client, Supplier<BigDecimal> limit) {
        this.client = client;
        this.limit = limit;
    }

    /** Watches the claims from now on; starting twice is fine. */
    synchronized void start() {
        if (claims != null && claims.isRunning()) {
            return;
        }
        SharedIndexInformer<PersistentVolumeClaim> informer =
                client.persistentVolumeClaims().inAnyNamespace().runnableInformer(0);
        informer.exceptionHandler((started, problem) -> true);
        informer.addEventHandler(new OnChange(this::reconcile));
        claims = informer;
        informer.start();
    }

    /** Provisions what is pending, oldest first, and deletes volumes whose claim is gone. */
    synchronized void reconcile() {
        if (claims == null || !claims.hasSynced()) {
            return;
        }
        try {
            List<PersistentVolumeClaim> known = claims.getStore().list();
            forgetDeleted(known);
            BigDecimal used = BigDecimal.ZERO;
            for (PersistentVolumeClaim claim : inOrder(known)) {
                BigDecimal wanted = used.add(requested(claim).getNumericalAmount());
                if (wanted.compareTo(limit.get()) <= 0 || isBound(claim)) {
                    used = wanted;
                    provision(claim);
                }
            }
        } catch (KubernetesClientException e) {
            log.info("Cannot provision volumes now: {}", e.getMessage());
        }
    }

    /** Those that have a volume first: a waiting claim must not push them out. */
    private static List<PersistentVolumeClaim> inOrder(List<PersistentVolumeClaim> claims) {
        return claims.stream()
                .filter(claim -> "simulated".equals(claim.getSpec().getStorageClassName()))
                .sorted(Comparator.comparing((PersistentVolumeClaim claim) -> !isBound(claim))
                        .thenComparing(claim -> claim.getMetadata().getCreationTimestamp())
                        .thenComparing(claim -> claim.getMetadata().getUid()))
                .toList();
    }

    private static boolean isBound(PersistentVolumeClaim claim) {
        return claim.getSpec().getVolumeName() != null;
    }

    private static Quantity requested(PersistentVolumeClaim claim) {
        return claim.getSpec().getResources().getRequests().getOrDefault("storage", new Quantity("0"));
    }

    private void provision(PersistentVolumeClaim claim) {
        if (isBound(claim)) {
            expand(claim);
        } else if (provisioned.add(claim.getMetadata().getUid())) {
            create(claim);
        }
    }

    private void create(PersistentVolumeClaim claim) {
        try {
            client.resource(volume(claim)).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != 409) {
                provisioned.remove(claim.getMetadata().getUid());
                throw e;
            }
        }
    }

    private void expand(PersistentVolumeClaim claim) {
        Quantity actual = claim.getStatus() == null || claim.getStatus().getCapacity() == null
                ? null
                : claim.getStatus().getCapacity().get("storage");
        Quantity wanted = requested(claim);
        if (actual == null || actual.getNumericalAmount().compareTo(wanted.getNumericalAmount()) >= 0) {
            return;
        }
        client.persistentVolumes()
                .withName(claim.getSpec().getVolumeName())
                .edit(volume -> new PersistentVolumeBuilder(volume)
                        .editSpec()
                        .addToCapacity("storage", wanted)
                        .endSpec()
                        .build());
        client.resource(claim)
                .editStatus(live -> new PersistentVolumeClaimBuilder(live)
                        .editStatus()
                        .addToCapacity("storage", wanted)
                        .endStatus()
                        .build());
    }

    private void forgetDeleted(List<PersistentVolumeClaim> known) {
        Set<String> living = new HashSet<>();
        known.forEach(claim -> living.add(claim.getMetadata().getUid()));
        provisioned.retainAll(living);
        for (PersistentVolume volume : client.persistentVolumes().list().getItems()) {
            boolean ours = PROVISIONER.equals(
                    volume.getMetadata().getAnnotations() == null
                            ? null
                            : volume.getMetadata().getAnnotations().get(PROVISIONED_BY));
            if (ours && !living.contains(volume.getSpec().getClaimRef().getUid())) {
                client.resource(volume).delete();
            }
        }
    }

    private static PersistentVolume volume(PersistentVolumeClaim claim) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName("pvc-" + claim.getMetadata().getUid())
                .addToAnnotations(PROVISIONED_BY, PROVISIONER)
                .endMetadata()
                .withNewSpec()
                .addToCapacity("storage", requested(claim))
                .withAccessModes(claim.getSpec().getAccessModes())
                .withVolumeMode(claim.getSpec().getVolumeMode())
                .withStorageClassName(claim.getSpec().getStorageClassName())
                .withPersistentVolumeReclaimPolicy("Delete")
                .withNewClaimRef()
                .withApiVersion("v1")
                .withKind("PersistentVolumeClaim")
                .withNamespace(claim.getMetadata().getNamespace())
                .withName(claim.getMetadata().getName())
                .withUid(claim.getMetadata().getUid())
                .endClaimRef()
                .withNewCsi()
                .withDriver("simulated.slipway.dev")
                .withVolumeHandle(claim.getMetadata().getUid())
                .endCsi()
                .endSpec()
                .build();
    }

    @Override
    public synchronized void close() {
        if (claims != null) {
            claims.close();
        }
    }

    /** All changes mean the same: look again. */
    private record OnChange(Runnable look) implements ResourceEventHandler<PersistentVolumeClaim> {

        @Override
        public void onAdd(PersistentVolumeClaim claim) {
            look.run();
        }

        @Override
        public void onUpdate(PersistentVolumeClaim before, PersistentVolumeClaim after) {
            look.run();
        }

        @Override
        public void onDelete(PersistentVolumeClaim claim, boolean finalStateUnknown) {
            look.run();
        }
    }
}
