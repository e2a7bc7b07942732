package dev.slipway.cli.demo.doors;

import dev.slipway.cli.demo.machine.Command;
import dev.slipway.cli.demo.observing.NotObserved;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real kubectl with one kubeconfig. */
public final class Kubectl {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path binary;
    private final Path kubeconfig;
    private final Command command;

    /**
     * @param tools the tools' directory
     * @param kubeconfig what it connects with
     */
    public Kubectl(Path tools, Path kubeconfig) {
        this.binary = tools.resolve("kubectl");
        this.kubeconfig = kubeconfig;
        Path home = kubeconfig.toAbsolutePath().resolveSibling("");
        this.command = new Command(home, Map.of("HOME", home.toString(), "KUBECONFIG", kubeconfig.toString()));
    }

    /** @return the kubeconfig's text */
    public String kubeconfig() {
        try {
            return Files.readString(kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param arguments what follows {@code kubectl}
     * @return what it said
     */
    public Command.Run run(String... arguments) {
        List<String> line = new ArrayList<>(List.of(binary.toString()));
        line.addAll(List.of(arguments));
        return command.run(line);
    }

    /**
     * @param arguments what follows {@code kubectl}
     * @return the trimmed output
     * @throws NotObserved if it fails
     */
    public String read(String... arguments) {
        return run(arguments).expectSuccess().out().strip();
    }

    /**
     * @param namespace the namespace
     * @param object kind and name, such as {@code service/shop}
     * @return the object; empty where there is none
     * @throws NotObserved if the API server does not answer
     */
    public Optional<JsonNode> find(String namespace, String object) {
        String found = read("-n", namespace, "get", object, "--ignore-not-found", "-o", "json");
        return found.isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(found));
    }

    /**
     * @param namespace the namespace
     * @param object kind and name
     * @return the object
     * @throws NotObserved if there is none
     */
    public JsonNode get(String namespace, String object) {
        return find(namespace, object).orElseThrow(() -> new NotObserved("There is no " + object + " in " + namespace));
    }

    /**
     * @param manifest YAML or JSON
     * @return what {@code kubectl create} said
     */
    public Command.Run create(String manifest) {
        try {
            Path file = Files.createTempFile(kubeconfig.toAbsolutePath().resolveSibling(""), "manifest", ".yaml");
            Files.writeString(file, manifest);
            return run("create", "-f", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
