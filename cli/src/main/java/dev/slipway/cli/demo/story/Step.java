package dev.slipway.cli.demo.story;

import dev.slipway.cli.demo.report.StepResult;
import org.jspecify.annotations.Nullable;

/**
 * One claim of the story and how it is observed.
 *
 * @param name what is to be observed
 * @param essential whether nothing after it makes sense without it
 * @param observation does it
 */
public record Step(String name, boolean essential, Observation observation) {

    private static final int LONGEST_DETAIL = 600;

    /** Looks whether a claim holds. */
    @FunctionalInterface
    public interface Observation {

        /**
         * @return what was seen, for people
         * @throws Exception if it does not hold
         */
        String observe() throws Exception;
    }

    /**
     * @param name what is to be observed
     * @param observation does it
     * @return the step
     */
    public static Step of(String name, Observation observation) {
        return new Step(name, false, observation);
    }

    /**
     * @param name what is to be observed, without which nothing later makes sense
     * @param observation does it
     * @return the step
     */
    public static Step essential(String name, Observation observation) {
        return new Step(name, true, observation);
    }

    /** @return what became of it */
    public StepResult run() {
        long start = System.nanoTime();
        try {
            String detail = observation.observe();
            return new StepResult(name, true, millisSince(start), oneLine(detail));
        } catch (Exception e) {
            return new StepResult(name, false, millisSince(start), oneLine(reason(e)));
        }
    }

    /** @return the result of a step that was never reached */
    public StepResult skipped() {
        return new StepResult(name, false, 0, "Not reached, an earlier step did not hold");
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    private static String reason(Exception e) {
        @Nullable String message = e.getMessage();
        boolean expected = e.getClass().getPackageName().startsWith("dev.slipway");
        return expected && message != null ? message : e.toString();
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + "…" : line;
    }
}
