package dev.slipway.gitops.golden.packs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the number of packs small without ever rewriting the whole history: small ones are combined until each is at
 * least twice as large as all smaller ones together.
 */
final class PackUpkeep implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PackUpkeep.class);

    private static final int MANY = 50;
    private static final int GROWTH = 2;

    /** Larger ones stay as they are, since combining takes about 300 bytes of memory an object. */
    private static final long LARGEST = 100_000;

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final ObjectDirectory objects;
    private final PackCombiner combiner;
    private final Duration grace;
    private final Map<PackFiles, Instant> superseded = new LinkedHashMap<>();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread named = new Thread(task, "golden-packs");
        named.setDaemon(true);
        named.setPriority(Thread.MIN_PRIORITY);
        return named;
    });

    PackUpkeep(ObjectDirectory objects, Path drafts, Duration grace) {
        this.grace = grace;
        this.objects = objects;
        this.combiner = new PackCombiner(objects, drafts, thread::isShutdown);
        thread.scheduleWithFixedDelay(this::work, PAUSE.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS);
    }

    /** There may be something to do; returns at once. */
    void look() {
        if (!thread.isShutdown() && waiting.compareAndSet(false, true)) {
            thread.execute(this::work);
        }
    }

    private void work() {
        waiting.set(false);
        try {
            deleteSuperseded();
            List<Pack> packs = live();
            if (packs.size() > MANY) {
                combine(packs.subList(0, tooSmall(packs)));
            }
        } catch (IOException | RuntimeException e) {
            // More packs than wished for are slower, and harmless.
            log.warn("The golden repository's packs can't be combined now: {}", e.toString());
        }
    }

    /** The packs that may be combined, smallest first. */
    private List<Pack> live() throws IOException {
        List<Pack> packs = new ArrayList<>();
        for (Pack pack : objects.getPacks()) {
            if (!pack.shouldBeKept() && !superseded.containsKey(files(pack)) && size(pack) <= LARGEST) {
                packs.add(pack);
            }
        }
        Map<Pack, Long> sizes = new LinkedHashMap<>();
        for (Pack pack : packs) {
            sizes.put(pack, size(pack));
        }
        packs.sort(Comparator.comparing(sizes::get));
        return packs;
    }

    /** How many of the smallest are not each larger enough than the ones before. */
    private static int tooSmall(List<Pack> packs) throws IOException {
        int count = 0;
        long before = 0;
        for (int i = 0; i < packs.size(); i++) {
            long size = size(packs.get(i));
            if (size < GROWTH * before) {
                count = i + 1;
            }
            before += size;
        }
        return count;
    }

    private void combine(List<Pack> packs) throws IOException {
        if (packs.size() < 2) {
            return;
        }
        PackFiles combined = combiner.combine(packs);
        for (Pack pack : packs) {
            if (!files(pack).equals(combined)) {
                superseded.put(files(pack), Instant.now());
            }
        }
        log.debug("Combined {} packs into {}", packs.size(), combined.name());
        thread.schedule(this::work, grace.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void deleteSuperseded() throws IOException {
        Instant before = Instant.now().minus(grace);
        var each = superseded.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<PackFiles, Instant> next = each.next();
            if (!next.getValue().isAfter(before)) {
                next.getKey().delete();
                each.remove();
            }
        }
    }

    private static long size(Pack pack) throws IOException {
        return pack.getIndex().getObjectCount();
    }

    private static PackFiles files(Pack pack) {
        return new PackFiles(pack.getPackFile().getParentFile().toPath(), "pack-" + pack.getPackName());
    }

    /** What is under way ends soon, and is begun anew after the next start. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
