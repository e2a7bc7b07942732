package dev.slipway.gitops.engine.trial;

import dev.slipway.gitops.engine.live.UnknownKindException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;

/**
 * What an API server said to an object that it was asked to make.
 *
 * @param verdict what follows from it
 * @param words its own words; empty where it had nothing to say
 */
record Answer(Verdict verdict, String words) {

    static final Answer FINE = new Answer(Verdict.PASSES, "");

    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY = 429;
    private static final int LONGEST = 1_000;

    /**
     * Of the object that is there already, of webhooks that take no dry run, and of rules that may hold for new objects
     * only: none of these is about the form of the manifest.
     */
    private static final List<String> ABOUT_SOMETHING_ELSE =
            List.of("already allocated", "does not support dry run", "denied the request", "denied request");

    /** What follows from an answer. */
    enum Verdict {
        /** Nothing is wrong with its form. */
        PASSES,
        /** No such object can be, by the definitions that the cluster has now. */
        REFUSED,
        /** Its form could not be looked at. */
        UNKNOWN,
        /** The cluster doesn't answer, and will not answer the next question either. */
        SILENT
    }

    /** Its form could not be looked at. */
    static Answer unknown(String why) {
        return new Answer(Verdict.UNKNOWN, why);
    }

    static Answer of(RuntimeException failure) {
        if (failure instanceof UnknownKindException unknown) {
            return new Answer(unknown.isOfKubernetesItself() ? Verdict.REFUSED : Verdict.UNKNOWN, words(unknown));
        }
        if (!(failure instanceof KubernetesClientException answer)) {
            return new Answer(Verdict.UNKNOWN, words(failure));
        }
        String words = words(answer);
        if (answer.getCode() <= 0) {
            return new Answer(Verdict.SILENT, words);
        }
        boolean isLookedAt = answer.getStatus() != null
                && (answer.getCode() == HttpURLConnection.HTTP_BAD_REQUEST || answer.getCode() == UNPROCESSABLE);
        if (isLookedAt) {
            boolean passes = ABOUT_SOMETHING_ELSE.stream().anyMatch(words::contains);
            return new Answer(passes ? Verdict.PASSES : Verdict.REFUSED, words);
        }
        return new Answer(isUnlooked(answer.getCode(), words) ? Verdict.UNKNOWN : Verdict.PASSES, words);
    }

    /** A namespace that isn't there, a name that is taken and a quota that is used up are met after the form. */
    private static boolean isUnlooked(int code, String words) {
        return code >= HttpURLConnection.HTTP_INTERNAL_ERROR
                || code == TOO_MANY
                || code == HttpURLConnection.HTTP_UNAUTHORIZED
                || code == HttpURLConnection.HTTP_FORBIDDEN && words.contains("cannot create resource");
    }

    private static String words(RuntimeException failure) {
        String said = failure instanceof KubernetesClientException answer
                        && answer.getStatus() != null
                        && answer.getStatus().getMessage() != null
                ? answer.getStatus().getMessage()
                : String.valueOf(failure.getMessage());
        String line = said.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
