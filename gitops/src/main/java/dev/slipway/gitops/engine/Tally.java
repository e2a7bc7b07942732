package dev.slipway.gitops.engine;

import dev.slipway.gitops.desired.DesiredObject;
import java.util.ArrayList;
import java.util.List;

/**
 * How many objects of an instance are how far, counted along instead of over again, and which of them come next: those
 * of a wave begin when all of the waves before are settled.
 */
final class Tally {

    private static final int WAVES = DesiredObject.LAST_WAVE + 1;

    private String tree = "";
    private int unapplied;
    private int unready;
    private int open;
    private final int[] unsettled = new int[WAVES];
    private final List<List<DesiredObject>> later = new ArrayList<>();
    private boolean toldApplied;
    private boolean toldReady;

    /** Counts anew, for a tree that may be another one. */
    synchronized Outlook declare(String newTree, List<DesiredObject> objects, EngineObjects engine) {
        if (!tree.equals(newTree)) {
            tree = newTree;
            toldApplied = false;
            toldReady = false;
        }
        unapplied = objects.size();
        unready = objects.size();
        open = -1;
        later.clear();
        for (int wave = 0; wave < WAVES; wave++) {
            unsettled[wave] = 0;
            later.add(new ArrayList<>());
        }
        for (DesiredObject object : objects) {
            Tracked tracked = engine.track(object.ref());
            tracked.uncount();
            unsettled[object.wave()]++;
            if (!tracked.isApplied(object.manifest())) {
                later.get(object.wave()).add(object);
            }
            add(object, tracked);
        }
        return outlook();
    }

    /** Something happened to an object. */
    synchronized Outlook note(DesiredObject object, Tracked tracked) {
        if (!later.isEmpty()) {
            add(object, tracked);
        }
        return outlook();
    }

    /** Whether all that an object needs is settled. */
    synchronized boolean isDue(DesiredObject object) {
        return object.wave() <= open;
    }

    synchronized String tree() {
        return tree;
    }

    private void add(DesiredObject object, Tracked tracked) {
        Tracked.Step step = tracked.count(object);
        unapplied -= step.applied();
        unready -= step.current();
        unsettled[object.wave()] -= step.settled();
    }

    private Outlook outlook() {
        List<DesiredObject> next = new ArrayList<>();
        while (open < WAVES - 1 && (open < 0 || unsettled[open] <= 0)) {
            open++;
            next.addAll(later.get(open));
            later.set(open, List.of());
        }
        boolean applied = unapplied <= 0 && !toldApplied;
        toldApplied |= applied;
        boolean ready = unapplied <= 0 && unready <= 0 && !toldReady;
        toldReady |= ready;
        return new Outlook(tree, applied, ready, next);
    }

    /**
     * What follows.
     *
     * @param tree the tree that was counted
     * @param applied whether all is applied since now
     * @param ready whether all works since now
     * @param next the objects to begin with
     */
    record Outlook(String tree, boolean applied, boolean ready, List<DesiredObject> next) {}
}
