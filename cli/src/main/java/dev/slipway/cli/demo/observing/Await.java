package dev.slipway.cli.demo.observing;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks again and again until something holds, and gives up at a deadline. */
public final class Await {

    private static final long PAUSE_MILLIS = 50;

    private Await() {}

    /** A look at the thing that is waited for. */
    @FunctionalInterface
    public interface Look<T> {

        /** @return what was waited for; empty as long as it is not there */
        Optional<T> look();
    }

    /**
     * @param patience how long at most
     * @param what what is waited for, for the message
     * @param look finds it
     * @return what was found
     * @throws NotObserved if it is not found in time
     */
    public static <T> T found(Duration patience, String what, Look<T> look) {
        return found(patience, () -> what, look);
    }

    /**
     * @param patience how long at most
     * @param what says at the end what was waited for and how it stands
     * @param look finds it
     * @return what was found
     * @throws NotObserved if it is not found in time
     */
    public static <T> T found(Duration patience, Supplier<String> what, Look<T> look) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<T> found = look.look();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() >= deadline) {
                throw new NotObserved("Not within %d s: %s".formatted(patience.toSeconds(), what.get()));
            }
            pause();
        }
    }

    /**
     * @param patience how long at most
     * @param what what is waited for, for the message
     * @param holds whether it holds
     * @throws NotObserved if it does not hold in time
     */
    public static void until(Duration patience, String what, Supplier<Boolean> holds) {
        found(patience, what, () -> holds.get() ? Optional.of(true) : Optional.empty());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotObserved("Interrupted while waiting");
        }
    }
}
