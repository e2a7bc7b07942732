package dev.slipway.cli.demo.machine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks at the processes of this machine. */
public final class Processes {

    private Processes() {}

    /**
     * @param text part of a command line
     * @return a line with id and command for each process whose command line holds it, this one and its looking excluded
     */
    public static List<String> mentioning(String text) {
        long self = ProcessHandle.current().pid();
        return new Command(Path.of("/"), Map.of("LC_ALL", "C"))
                .run(List.of("ps", "-A", "-ww", "-o", "pid=,args="))
                .expectSuccess()
                .out()
                .lines()
                .map(String::strip)
                .filter(line -> line.contains(text))
                .filter(line -> !line.startsWith(self + " "))
                .toList();
    }

    /**
     * @param process a process
     * @return all that it started, and what these started
     */
    public static List<ProcessHandle> descendants(Process process) {
        return process.toHandle().descendants().toList();
    }

    /**
     * Waits until processes are gone.
     *
     * @param processes the processes
     * @param patience how long at most
     * @return those that live on
     */
    public static List<ProcessHandle> survivors(List<ProcessHandle> processes, Duration patience) {
        CompletableFuture<Void> gone = CompletableFuture.allOf(
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            gone.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return processes.stream().filter(ProcessHandle::isAlive).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return processes.stream().filter(ProcessHandle::isAlive).toList();
    }

    /**
     * @param processes processes
     * @return a text that names them
     */
    public static String describe(List<ProcessHandle> processes) {
        return String.join(
                ", ",
                processes.stream()
                        .map(process -> process.pid() + " "
                                + process.info().command().orElse("?").replaceAll(".*/", ""))
                        .toList());
    }
}
