package dev.slipway.cli.demo.story;

import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.doors.Kubectl;
import dev.slipway.cli.demo.machine.Installation;
import dev.slipway.cli.demo.machine.PortalProcess;
import dev.slipway.cli.demo.observing.Await;
import dev.slipway.cli.demo.observing.NotObserved;
import dev.slipway.cli.demo.served.Certificate;
import dev.slipway.cli.demo.served.ImageRegistry;
import dev.slipway.cli.demo.served.SourceServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the steps share: the portal, the people's tokens, and what earlier steps brought about. */
public final class Scene implements AutoCloseable {

    /** The virtual cluster, which is a tenant. */
    public static final String TENANT = "checkout-test";

    /** The database in it. */
    public static final String DATABASE = "orders";
    /** The web service in the team's own namespace on the host. */
    public static final String SERVICE = "shop";
    /** The team of the person {@code dev}, and the name of its namespace. */
    public static final String TEAM = "team-checkout";
    /** How long anything may take that is not a question of speed. */
    public static final Duration LONG = Duration.ofSeconds(300);

    private static final JsonMapper JSON = new JsonMapper();

    private final Path workspace;
    private final Installation installation;
    private final PortalProcess portal;
    private final SourceServer sources;
    private final ImageRegistry images;
    private final Map<String, Api> people = new HashMap<>();
    private final Map<String, Object> props = new HashMap<>();

    /**
     * @param workspace an empty directory that everything is kept in
     * @param installation what to start the portal from
     * @throws IOException if the workspace can't be written
     */
    public Scene(Path workspace, Installation installation) throws IOException {
        this.workspace = workspace;
        this.installation = installation;
        Certificate certificate = Certificate.make(Files.createDirectories(workspace.resolve("certificate")));
        this.sources = SourceServer.start(Files.createDirectories(workspace.resolve("sources")), certificate);
        this.images = ImageRegistry.start();
        this.portal = new PortalProcess(
                installation, Files.createDirectories(workspace.resolve("portal")), certificate.trustFlags());
    }

    /** @return the portal of this story */
    public PortalProcess portal() {
        return portal;
    }

    /** @return the portal's root */
    public URI url() {
        return portal.url();
    }

    /** @return where the golden repository is cloned from */
    public URI goldenUrl() {
        return portal.url().resolve("/git/golden.git");
    }

    /** @return the Git repository that the demo serves */
    public SourceServer sources() {
        return sources;
    }

    /** @return the image registry that the demo serves */
    public ImageRegistry images() {
        return images;
    }

    /**
     * @param name a name that nobody else asks for
     * @return an existing directory
     * @throws IOException if it can't be made
     */
    public Path folder(String name) throws IOException {
        return Files.createDirectories(workspace.resolve(name));
    }

    /**
     * @param person a user name
     * @param api the API as they call it
     */
    public void enters(String person, Api api) {
        people.put(person, api);
    }

    /**
     * @param person a user name
     * @return the API as they call it
     * @throws NotObserved if they did not sign in
     */
    public Api as(String person) {
        return Optional.ofNullable(people.get(person))
                .orElseThrow(() -> new NotObserved(person + " has no token, as signing in did not work"));
    }

    /**
     * @param name what later steps ask for it by
     * @param value what to keep
     * @return the value
     */
    public <T> T keep(String name, T value) {
        props.put(name, value);
        return value;
    }

    /**
     * @param name what an earlier step kept
     * @param type its type
     * @return it
     * @throws NotObserved if that step did not hold
     */
    public <T> T kept(String name, Class<T> type) {
        Object value = props.get(name);
        if (value == null) {
            throw new NotObserved("There is no " + name + ", as an earlier step did not hold");
        }
        return type.cast(value);
    }

    /**
     * @param name whose it is
     * @param kubeconfig what it connects with
     * @return kubectl
     * @throws IOException if the kubeconfig can't be written
     */
    public Kubectl kubectl(String name, String kubeconfig) throws IOException {
        Path file = folder("kube-" + name).resolve("config");
        Files.writeString(file, kubeconfig);
        return new Kubectl(installation.tools(), file);
    }

    /**
     * @param text a JSON object
     * @return the object
     */
    public static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text);
    }

    /**
     * Waits for a request's end.
     *
     * @param person who asks
     * @param id the request
     * @param expected the state that it has to end in
     * @return the request
     * @throws NotObserved if it ends otherwise, or not at all
     */
    public JsonNode ended(String person, String id, String expected) {
        String path = "/api/v1/requests/" + id;
        Api api = as(person);
        JsonNode ended = Await.found(
                LONG,
                () -> "request ends; now it is " + api.get(path).text(),
                () -> Optional.of(api.get(path).expect(200).json())
                        .filter(request -> List.of("READY", "DELETED", "FAILED").contains(state(request))));
        NotObserved.unless(
                state(ended).equals(expected),
                "Request %s is %s, expected %s: %s".formatted(id, state(ended), expected, ended.path("failure")));
        return ended;
    }

    /**
     * @param request a request
     * @return its state
     */
    public static String state(JsonNode request) {
        return request.path("state").asString("");
    }

    /** Stops all that the story started, whatever became of it. */
    @Override
    public void close() {
        portal.close();
        sources.close();
        images.close();
    }
}
