package dev.slipway.gitops.fleet;

import dev.slipway.gitops.ObjectRef;
import java.util.List;

/**
 * What a cluster doesn't have as it is declared, or what couldn't be put back.
 *
 * @param count how many objects
 * @param first some of them, those first that somebody has to do something about
 */
public record Unapplied(int count, List<Item> first) {

    public Unapplied {
        first = List.copyOf(first);
    }

    /**
     * An object that isn't as declared.
     *
     * @param object the object
     * @param declaredBy the directory that declares it, or the engine that needs it
     * @param message why, or what it waits for
     */
    public record Item(ObjectRef object, String declaredBy, String message) {}
}
