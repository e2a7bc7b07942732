package dev.slipway.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.PortalTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Follows events in the browser's own way, with a session, to the end of the stream. */
@PortalTest
@Import(EventStreamsTest.Follow.class)
class EventStreamsTest {

    @LocalServerPort
    int port;

    @Autowired
    EventStreams streams;

    private Browser browser;

    @BeforeEach
    void signIn() {
        browser = Browser.at(port).signIn("dev");
    }

    @Test
    void sendsWhatIsPublishedInOrderAndEnds() {
        var received = follow("ordered");
        for (int i = 0; i < 100; i++) {
            streams.publish("ordered", "message", "number " + i);
        }
        streams.publish("other", "message", "not for this one");
        streams.complete("ordered");

        var events =
                received.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
        assertThat(events.lines().filter(line -> line.startsWith("data:")).toList())
                .hasSize(100)
                .startsWith("data:number 0", "data:number 1")
                .endsWith("data:number 99");
    }

    @Test
    void forgetsStreamsThatEnded() {
        var received = follow("ended");
        streams.complete("ended");
        received.join();

        await().atMost(Duration.ofSeconds(10)).until(() -> streams.followers("ended") == 0);
    }

    @Test
    void keepsAStreamThatOpensWhileTheLastOneOfItsTopicEnds() {
        var own = new EventStreams();
        var others = CompletableFuture.runAsync(() -> comeAndGo(own));

        comeAndGo(own);

        others.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
        assertThat(own.isFollowed("busy")).isFalse();
    }

    private static void comeAndGo(EventStreams streams) {
        for (int i = 0; i < 100_000; i++) {
            var stream = streams.follow("busy");
            if (streams.followers("busy") == 0) {
                throw new AssertionError("Round " + i + ": a stream that just opened is unknown");
            }
            streams.forget("busy", stream);
        }
    }

    private CompletableFuture<String> follow(String topic) {
        var answer = CompletableFuture.supplyAsync(
                () -> browser.listen("/test/events/" + topic).body());
        await().atMost(Duration.ofSeconds(30)).until(() -> streams.followers(topic) == 1);
        return answer;
    }

    @RestController
    static class Follow {

        private final EventStreams streams;

        Follow(EventStreams streams) {
            this.streams = streams;
        }

        @GetMapping("/test/events/{topic}")
        @ForEveryone
        SseEmitter follow(@PathVariable String topic) {
            return streams.open(topic);
        }
    }
}
