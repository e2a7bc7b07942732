package dev.slipway.cli.demo.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.cli.demo.machine.Command;
import dev.slipway.cli.demo.machine.Processes;
import dev.slipway.cli.demo.machine.TemporaryDirectory;
import dev.slipway.cli.demo.observing.Await;
import dev.slipway.cli.demo.observing.NotObserved;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorsTest {

    @Test
    void readsTheStatesOutOfAnEventStream() {
        Stream<String> lines = Stream.of(
                "event:message",
                "data:{\"id\":\"1\",\"state\":\"COMMITTED\"}",
                "",
                ":heartbeat",
                "data: {\"state\":\"READY\"}");

        assertThat(Events.states(lines)).containsExactly("COMMITTED", "READY");
    }

    @Test
    void findsTheHiddenTokenOfAForm() {
        var page = new Browser.Page(
                URI.create("http://127.0.0.1/login"),
                200,
                "<form><input type=\"hidden\" name=\"_csrf\" value=\"a-b_c\"/><input name=\"username\"></form>");

        assertThat(page.csrf()).isEqualTo("a-b_c");
    }

    @Test
    void saysThatAPageHasNoForm() {
        var page = new Browser.Page(URI.create("http://127.0.0.1/"), 500, "<p>Sorry</p>");

        assertThatExceptionOfType(NotObserved.class).isThrownBy(page::csrf).withMessageContaining("(500) has no form");
    }

    @Test
    void namesTheFieldsOfAProblem() {
        var answer = answer(422, "{\"errors\":[{\"pointer\":\"/plan\",\"detail\":\"x\"},{\"field\":\"name\"}]}");

        assertThat(answer.problemFields()).containsExactly("/plan", "name");
    }

    @Test
    void showsWhatWasAnsweredInsteadOfWhatWasExpected() {
        assertThatExceptionOfType(NotObserved.class)
                .isThrownBy(() -> answer(500, "{\"detail\":\n\"Sorry\"}").expect(200))
                .withMessage("GET /x answered 500, expected 200: {\"detail\": \"Sorry\"}");
    }

    private static Answer answer(int status, String body) {
        return new Answer("GET /x", status, "", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void waitsUntilItIsFoundAndGivesUpAtTheDeadline() {
        AtomicInteger looks = new AtomicInteger();

        int found = Await.found(
                Duration.ofSeconds(10),
                "the third look",
                () -> looks.incrementAndGet() < 3 ? Optional.empty() : Optional.of(3));

        assertThat(found).isEqualTo(3);
        assertThatExceptionOfType(NotObserved.class)
                .isThrownBy(() -> Await.until(Duration.ofMillis(1), "never", () -> false))
                .withMessageContaining("never");
    }

    @Test
    void keepsWhatAProgramSaysApart(@TempDir Path directory) {
        Command.Run run = new Command(directory, Map.of("GREETING", "hello"))
                .run(List.of("sh", "-c", "echo $GREETING; echo sorry >&2; exit 3"));

        assertThat(run.out()).isEqualTo("hello\n");
        assertThat(run.expectFailure("sorry").exit()).isEqualTo(3);
        assertThatExceptionOfType(NotObserved.class)
                .isThrownBy(run::expectSuccess)
                .withMessageContaining("ended with 3: sorry");
    }

    @Test
    void findsProcessesByTheirCommandLine(@TempDir Path directory) throws Exception {
        Process sleeper = new ProcessBuilder("sh", "-c", "sleep 60; : " + directory).start();
        try {
            assertThat(Processes.mentioning(directory.toString()))
                    .singleElement()
                    .asString()
                    .startsWith(sleeper.pid() + " ");
        } finally {
            Processes.descendants(sleeper).forEach(ProcessHandle::destroy);
            sleeper.destroyForcibly().waitFor();
        }
        assertThat(Processes.mentioning(directory.toString())).isEmpty();
    }

    @Test
    void leavesNoTemporaryDirectoryBehindAndStopsWhatUsesItFirst() throws Exception {
        AtomicBoolean wasThere = new AtomicBoolean();
        Path path;
        try (TemporaryDirectory directory = TemporaryDirectory.make("doors-test")) {
            path = directory.path();
            Files.writeString(Files.createDirectories(path.resolve("a/b")).resolve("c"), "d");
            directory.endsAfter(() -> wasThere.set(Files.exists(path)));
        }

        assertThat(wasThere).isTrue();
        assertThat(path).doesNotExist();
    }
}
