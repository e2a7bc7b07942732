package dev.slipway.gitops.engine.live;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** An answer that is read whole, up to a limit: tenants make objects, and others run API servers. */
final class WholeAnswer implements AsyncBody.Consumer<List<ByteBuffer>> {

    /** No API server takes an object that would be as long, so that a page of one object always fits. */
    private static final int MOST_BYTES = 32 << 20;

    private final CompletableFuture<WholeAnswer> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private volatile @Nullable HttpResponse<AsyncBody> response;

    private WholeAnswer() {}

    /** Completes when all is read; whoever cancels it wants no more. */
    static CompletableFuture<WholeAnswer> to(HttpRequest request, HttpClient http) {
        WholeAnswer answer = new WholeAnswer();
        CompletableFuture<HttpResponse<AsyncBody>> sent = answer.send(request, http);
        answer.whole.whenComplete((done, failure) -> {
            if (failure != null) {
                sent.cancel(true);
                answer.cut();
            }
        });
        sent.whenComplete(answer::begin);
        return answer.whole;
    }

    private CompletableFuture<HttpResponse<AsyncBody>> send(HttpRequest request, HttpClient http) {
        try {
            return http.consumeBytes(request, this);
        } catch (IllegalStateException e) {
            return CompletableFuture.failedFuture(e); // The connection was closed, as for another in its place.
        }
    }

    private void begin(@Nullable HttpResponse<AsyncBody> begun, @Nullable Throwable failure) {
        if (failure != null || begun == null) {
            whole.completeExceptionally(cause(failure));
            return;
        }
        response = begun;
        begun.body().done().whenComplete((nothing, broken) -> {
            if (broken == null) {
                whole.complete(this);
            } else {
                whole.completeExceptionally(cause(broken));
            }
        });
        if (whole.isCompletedExceptionally()) {
            cut();
        } else {
            begun.body().consume();
        }
    }

    private static Throwable cause(@Nullable Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return failure.getCause();
        }
        return failure == null ? new IllegalStateException("No answer") : failure;
    }

    private void cut() {
        HttpResponse<AsyncBody> begun = response;
        if (begun != null) {
            begun.body().cancel();
        }
    }

    @Override
    public void consume(List<ByteBuffer> buffers, AsyncBody body) {
        for (ByteBuffer buffer : buffers) {
            if (buffer.remaining() > MOST_BYTES - read.size()) {
                whole.completeExceptionally(new AnswerTooLongException("answer", MOST_BYTES));
                return;
            }
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            read.writeBytes(bytes);
        }
        body.consume();
    }

    int code() {
        HttpResponse<AsyncBody> begun = response;
        return begun == null ? 0 : begun.code();
    }

    boolean isSuccessful() {
        HttpResponse<AsyncBody> begun = response;
        return begun != null && begun.isSuccessful();
    }

    byte[] bytes() {
        return read.toByteArray();
    }
}
