package dev.slipway.clusters.connection.remote;

import dev.slipway.clusters.connection.remote.SmallCalls.Answer;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in a sentence what is wrong with a connection. */
final class Faults {

    private static final int LONGEST = 300;

    private Faults() {}

    /** What is wrong with an answer, or {@code null}: a server that forbids the question answers it all the same. */
    static @Nullable String of(Answer answer) {
        if (answer.code() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            return "The API server refuses the credentials (401)";
        }
        boolean ready = answer.code() < 300 || answer.code() == HttpURLConnection.HTTP_FORBIDDEN;
        return ready ? null : "The API server answers %d to /readyz".formatted(answer.code());
    }

    /** Why there is no answer. */
    static String of(@Nullable Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return "The API server doesn't answer within %d s".formatted(SmallCalls.LIMIT_SECONDS);
        }
        String text = cause == null ? "" : String.valueOf(cause.getMessage());
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        if (cause instanceof SSLException) {
            return "The API server can't be trusted: " + shown;
        }
        if (cause instanceof UnknownHostException || hasUnresolved(cause)) {
            return "The API server's name is not known here";
        }
        if (cause instanceof ConnectException) {
            return "The API server refuses connections or can't be routed to";
        }
        // With HTTP/2 a 401 can be overtaken by the end of the connection.
        return shown.contains("GOAWAY")
                ? "The API server hangs up, as it does where it refuses the credentials"
                : "The API server can't be reached: " + shown;
    }

    private static boolean hasUnresolved(@Nullable Throwable cause) {
        return cause instanceof ConnectException
                && cause.getCause() instanceof java.nio.channels.UnresolvedAddressException;
    }
}
