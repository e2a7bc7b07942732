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
    private String mark = "";
    private int unapplied;
    private int unready;
    private int open;
    private final int[] unsettled = new int[WAVES];
    private final List<List<DesiredObject>> later = new ArrayList<>();
    private boolean toldApplied;
    private boolean toldReady;

    /** Counts anew, for a tree that may be another one. */
    synchronized Outlook declare(Unit unit, EngineObjects engine) {
        List<DesiredObject> objects = unit.objects();
        if (!mark.equals(unit.mark())) {
            tree = unit.tree();
            mark = unit.mark();
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

    /** What is noted once all is applied. */
    synchronized String mark() {
        return mark;
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
        return new Outlook(tree, mark, applied, ready, next);
    }

    /**
     * What follows.
     *
     * @param tree the tree that was counted
     * @param mark what is noted once all is applied
     * @param applied whether all is applied since now
     * @param ready whether all works since now
     * @param next the objects to begin with
     */
    record Outlook(String tree, String mark, boolean applied, boolean ready, List<DesiredObject> next) {}
}
