package dev.slipway.gitops.engine.live;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** An answer that goes on: cut into lines as its bytes come. */
final class LineStream implements AsyncBody.Consumer<List<ByteBuffer>> {

    /** Far more than an event usually has; an object that is longer yet is seen by lists. */
    private static final int MOST_BYTES = 8 << 20;

    private final Consumer<byte[]> lines;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private volatile @Nullable AsyncBody body;
    private volatile boolean closed;

    LineStream(Consumer<byte[]> lines) {
        this.lines = lines;
    }

    void follow(CompletableFuture<HttpResponse<AsyncBody>> answer, IntFunction<RuntimeException> refusal) {
        answer.whenComplete((response, failure) -> {
            if (failure != null) {
                ended.completeExceptionally(failure);
                return;
            }
            AsyncBody opened = response.body();
            body = opened;
            if (closed) {
                opened.cancel();
            } else if (!response.isSuccessful()) {
                opened.cancel();
                ended.completeExceptionally(refusal.apply(response.code()));
                return;
            }
            opened.done().whenComplete((nothing, broken) -> {
                if (broken == null) {
                    ended.complete(null);
                } else {
                    ended.completeExceptionally(broken);
                }
            });
            opened.consume();
        });
    }

    @Override
    public void consume(List<ByteBuffer> buffers, AsyncBody source) {
        for (ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining()) {
                take(buffer);
            }
        }
        source.consume();
    }

    /** Takes the bytes up to the end of the line or of the buffer. */
    private void take(ByteBuffer buffer) {
        if (closed) {
            buffer.position(buffer.limit());
            return;
        }
        int start = buffer.position();
        int end = start;
        while (end < buffer.limit() && buffer.get(end) != '\n') {
            end++;
        }
        if (end - start > MOST_BYTES - begun.size()) {
            fail(new AnswerTooLongException("line", MOST_BYTES));
            return;
        }
        byte[] bytes = new byte[end - start];
        buffer.get(bytes);
        begun.writeBytes(bytes);
        if (buffer.hasRemaining()) {
            buffer.get();
            byte[] line = begun.toByteArray();
            begun = new ByteArrayOutputStream();
            if (line.length > 0) {
                hand(line);
            }
        }
    }

    private void hand(byte[] line) {
        try {
            lines.accept(line);
        } catch (Throwable e) {
            // Whoever watches begins anew, whatever it was; the connection's own threads would not tell.
            fail(e);
        }
    }

    private void fail(Throwable cause) {
        begun = new ByteArrayOutputStream();
        ended.completeExceptionally(cause);
        close();
    }

    /** Ends when nothing more will come. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    void close() {
        closed = true;
        AsyncBody opened = body;
        if (opened != null) {
            opened.cancel();
        }
        ended.complete(null);
    }
}
