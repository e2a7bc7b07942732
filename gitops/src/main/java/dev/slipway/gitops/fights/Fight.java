package dev.slipway.gitops.fights;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two who want the same object differently: whoever changes it, and what a file of the golden repository declares. The
 * platform goes on putting the object back, less often the longer it lasts, but never gives up.
 *
 * @param id names it
 * @param reason why a person is needed
 * @param cluster the cluster
 * @param instance what declares the object
 * @param object the object
 * @param fields the paths of the fields that it is about, empty for the whole object
 * @param manager the other party: the field manager that changed it when it was told, {@code null} where the cluster doesn't tell
 * @param file the platform's side: the file that declares the object
 * @param commit the commit of that file that is followed
 * @param message what the API server says to the reversion; empty where that works
 * @param since when it was told to a person
 * @param last when the change came back last, or was refused last
 * @param reversions how often it was put back, or tried to, since it began
 * @param pauseMillis how long the platform waits between two reversions of this object now
 */
public record Fight(
        String id,
        Reason reason,
        String cluster,
        InstanceKey instance,
        ObjectRef object,
        List<String> fields,
        @Nullable String manager,
        String file,
        String commit,
        String message,
        Instant since,
        Instant last,
        long reversions,
        long pauseMillis) {

    public Fight {
        fields = List.copyOf(fields);
    }

    /** Why a person is needed. */
    public enum Reason {
        /** It is put back, and comes back. */
        RETURNS,
        /** The API server refuses to put it back. */
        REFUSED
    }
}
