package dev.slipway.cli.demo.machine;

import dev.slipway.cli.demo.observing.NotObserved;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs other programs to their end, with nothing of this machine's configuration. */
public final class Command {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;
    private final Map<String, String> environment;

    /**
     * @param directory where programs run
     * @param environment variables beside those of this process
     */
    public Command(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
    }

    /**
     * What a program said.
     *
     * @param line the command line, for messages
     * @param exit its exit code
     * @param out its standard output
     * @param err its standard error
     */
    public record Run(String line, int exit, String out, String err) {

        /**
         * @return this run
         * @throws NotObserved if it failed
         */
        public Run expectSuccess() {
            NotObserved.unless(exit == 0, "`%s` ended with %d: %s".formatted(line, exit, err.strip()));
            return this;
        }

        /**
         * @param reason what its error output has to hold
         * @return this run
         * @throws NotObserved if it succeeded or failed for another reason
         */
        public Run expectFailure(String reason) {
            NotObserved.unless(exit != 0, "`%s` succeeded, expected a refusal: %s".formatted(line, out.strip()));
            NotObserved.unless(
                    err.contains(reason), "`%s` failed without '%s': %s".formatted(line, reason, err.strip()));
            return this;
        }
    }

    /**
     * @param arguments the program and its arguments
     * @return what it said
     * @throws NotObserved if it does not end within two minutes
     */
    public Run run(List<String> arguments) {
        ProcessBuilder builder = new ProcessBuilder(arguments).directory(directory.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                return finished(process, String.join(" ", arguments));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(arguments.get(0) + " can't be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotObserved("Interrupted while running " + arguments.get(0));
        }
    }

    private static Run finished(Process process, String line) throws InterruptedException {
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        NotObserved.unless(ended, "`%s` goes on after %d s".formatted(line, PATIENCE.toSeconds()));
        return new Run(line, process.exitValue(), out.join(), err.join());
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
