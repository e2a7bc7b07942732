package dev.slipway.portal.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * How far the tools are that are built beside the portal: one file for each in {@code progress} below
 * {@code slipway.tools.directory}, of one line {@code state<TAB>done<TAB>total<TAB>message}, where
 * the message of what is ready is {@code version, how it came here}.
 */
@Component
public class ToolsProgress {

    private static final Logger log = LoggerFactory.getLogger(ToolsProgress.class);
    private static final int MOST_TOOLS = 50;
    private static final int LONGEST_LINE = 1_000;

    private final @Nullable Path directory;

    ToolsProgress(@Value("${slipway.tools.directory:}") String tools) {
        this.directory = StringUtils.hasText(tools) ? Path.of(tools, "progress") : null;
    }

    /** All tools that have a progress file, by name; empty where nothing is being built. */
    public List<ToolView> tools() {
        if (directory == null || !Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .limit(MOST_TOOLS)
                    .flatMap(file -> read(file).stream())
                    .toList();
        } catch (IOException e) {
            log.warn("Can't read how far the tools are from {}: {}", directory, e.toString());
            return List.of();
        }
    }

    private static Optional<ToolView> read(Path file) {
        try (var in = Files.newInputStream(file)) {
            var line = new String(in.readNBytes(LONGEST_LINE), StandardCharsets.UTF_8).strip();
            return line.isEmpty()
                    ? Optional.empty()
                    : Optional.of(parse(file.getFileName().toString(), line));
        } catch (IOException e) {
            return Optional.empty(); // being replaced this very moment
        }
    }

    static ToolView parse(String name, String line) {
        var parts = line.split("\t", 4);
        var state = parts[0];
        var message = parts.length > 3 ? parts[3].strip() : "";
        return switch (state) {
            case "ready" -> ready(name, message);
            case "building" -> new ToolView(name, "", "BUILDING", message, percent(parts));
            case "waiting" -> new ToolView(name, "", "MISSING", message.isEmpty() ? "waiting" : message, 0);
            case "failed" -> new ToolView(name, "", "FAILED", message, percent(parts));
            default -> new ToolView(name, "", "FAILED", "unknown state '" + state + "' in its progress file", 0);
        };
    }

    /** @param message the version, a comma, and how it came here */
    private static ToolView ready(String name, String message) {
        int comma = message.indexOf(',');
        return comma < 0
                ? new ToolView(name, "", "READY", message, 100)
                : new ToolView(
                        name,
                        message.substring(0, comma),
                        "READY",
                        message.substring(comma + 1).strip(),
                        100);
    }

    private static int percent(String[] parts) {
        if (parts.length < 3) {
            return 0;
        }
        try {
            var done = Long.parseLong(parts[1]);
            var total = Long.parseLong(parts[2]);
            return total <= 0 ? 0 : (int) Math.min(100, Math.max(0, done * 100 / total));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
