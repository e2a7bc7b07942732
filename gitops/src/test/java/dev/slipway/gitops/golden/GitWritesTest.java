package dev.slipway.gitops.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many writers in a process of its own, judged by Git itself. */
@Timeout(180)
class GitWritesTest {

    private static final int WRITERS = 40;
    private static final int REQUESTS = 10;

    @TempDir
    Path data;

    @Test
    void losesAndDoublesNothing() throws Exception {
        List<String> said = new ArrayList<>();
        Process process = start();
        try (BufferedReader lines = reader(process)) {
            lines.lines().forEach(said::add);
        }
        assertThat(process.waitFor()).as(String.join("\n", said)).isZero();

        assertThat(said)
                .filteredOn(line -> line.startsWith("repeated"))
                .isNotEmpty()
                .allMatch(line -> line.endsWith("false"));
        assertThat(committed(said)).hasSize(WRITERS * REQUESTS);
        assertThat(inHistory()).containsAllEntriesOf(committed(said)).hasSize(WRITERS * REQUESTS + 1);
    }

    @Test
    void keepsWhatWasAnsweredWhenItIsKilled() throws Exception {
        for (int round = 0; round < 3; round++) {
            Path before = data.resolve("round" + round);
            List<String> said = new ArrayList<>();
            Process process = start(before);
            try (BufferedReader lines = reader(process)) {
                for (String line; (line = lines.readLine()) != null; ) {
                    said.add(line);
                    if (committed(said).size() == 30 + 70 * round) {
                        process.toHandle().destroyForcibly();
                    }
                }
            }
            process.waitFor();

            assertThat(inHistory(before)).containsAllEntriesOf(committed(said));
            try (GoldenByHand after = new GoldenByHand(before)) {
                var plan = after.golden().plan("after/the/crash", Map.of("file", "goes on\n"), Map.of());
                assertThat(after.golden()
                                .commit(plan, GoldenRepositoryContract.message("after"))
                                .fresh())
                        .isTrue();
            }
        }
    }

    private Process start() throws IOException {
        return start(data);
    }

    private static Process start(Path data) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GitWrites.class.getName(),
                        data.toString(),
                        Integer.toString(WRITERS),
                        Integer.toString(REQUESTS),
                        "5")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The commits that were answered, by request. */
    private static Map<String, String> committed(List<String> said) {
        Map<String, String> commits = new TreeMap<>();
        for (String line : said) {
            String[] words = line.split(" ");
            if (words[0].equals("committed") && words.length == 4) {
                commits.put(words[1], words[2]);
            }
        }
        return commits;
    }

    private Map<String, String> inHistory() throws Exception {
        return inHistory(data);
    }

    /** The commits on the branch, by request; fails where a request has two, or where Git finds the history broken. */
    private static Map<String, String> inHistory(Path data) throws Exception {
        git(data, "fsck", "--strict");
        Map<String, String> commits = new TreeMap<>();
        String log = git(data, "log", "--format=%(trailers:key=Request-Id,valueonly,separator=) %H", "main");
        log.lines()
                .map(line -> line.split(" "))
                .forEach(words -> assertThat(commits.put(words[0], words[1]))
                        .as("another commit of request %s", words[0])
                        .isNull());
        return commits;
    }

    private static String git(Path data, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(data.resolve("golden.git").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
