package dev.slipway.portal.web;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One client's stream: sends in order on another thread, and gives up on a client that doesn't keep up. */
final class EventStream {

    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final int MOST_WAITING = 256;
    private static final Executor SENDERS = Executors.newCachedThreadPool(EventStream::senderThread);

    private final SseEmitter emitter = new SseEmitter(LIFE.toMillis());
    private final Queue<Sending> waiting = new ArrayDeque<>();
    private boolean sending;

    SseEmitter emitter() {
        return emitter;
    }

    void onClosed(Runnable callback) {
        emitter.onCompletion(callback);
        emitter.onTimeout(emitter::complete);
        emitter.onError(failure -> callback.run());
    }

    void send(String event, Object data) {
        enqueue(() -> emitter.send(SseEmitter.event().name(event).data(data)));
    }

    void heartbeat() {
        enqueue(() -> emitter.send(SseEmitter.event().comment("still here")));
    }

    void complete() {
        enqueue(emitter::complete);
    }

    private void enqueue(Sending next) {
        synchronized (waiting) {
            if (waiting.size() >= MOST_WAITING) {
                waiting.clear();
                waiting.add(emitter::complete); // the browser reconnects and reads the state afresh
            } else {
                waiting.add(next);
            }
            if (sending) {
                return;
            }
            sending = true;
        }
        SENDERS.execute(this::sendAll);
    }

    private void sendAll() {
        for (var next = take(); next != null; next = take()) {
            try {
                next.run();
            } catch (IOException | IllegalStateException e) {
                emitter.completeWithError(e);
            }
        }
    }

    private @Nullable Sending take() {
        synchronized (waiting) {
            var next = waiting.poll();
            sending = next != null;
            return next;
        }
    }

    private static Thread senderThread(Runnable task) {
        var thread = new Thread(task, "event-streams");
        thread.setDaemon(true);
        return thread;
    }

    private interface Sending {
        void run() throws IOException;
    }
}
