package dev.slipway.cli.orders;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.portal.Portal;
import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.InstanceName;
import dev.slipway.cli.session.Output;
import dev.slipway.cli.session.Paging;
import dev.slipway.cli.session.Session;
import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Looks at instances and changes them. */
@Command(
        name = "instance",
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists, shows, resizes and deletes instances.")
public final class InstanceCommand {

    @Command(name = "list", description = "Lists instances.")
    void list(
            @Mixin Session session,
            @Mixin Output output,
            @Mixin Paging paging,
            @Option(names = "--tenant", paramLabel = "TENANT", description = "Only those in this tenant.") @Nullable
                    String tenant,
            @Option(names = "--team", paramLabel = "TEAM", description = "Only those of this team.") @Nullable
                    String team) {
        Location instances = Location.api("instances").with("tenant", tenant).with("team", team);
        output.list(
                session,
                session.portal().get(paging.of(instances)),
                Column.of("TENANT", "/tenant"),
                Column.of("NAME", "/name"),
                Column.of("ENTRY", "/entry"),
                Column.of("VERSION", "/version"),
                Column.of("PLAN", "/plan"),
                Column.of("STATE", "/state"),
                Column.of("MESSAGE", "/message"));
    }

    @Command(name = "show", description = "Shows an instance.")
    void show(
            @Mixin Session session,
            @Mixin Output output,
            @picocli.CommandLine.Parameters(paramLabel = "TENANT/NAME") String key) {
        output.one(
                session,
                session.portal().get(instance(session, key)),
                Column.of("tenant", "/tenant"),
                Column.of("name", "/name"),
                Column.of("entry", "/entry"),
                Column.of("version", "/version"),
                Column.of("plan", "/plan"),
                Column.of("state", "/state"),
                Column.of("message", "/message"),
                Column.of("team", "/team"),
                Column.of("cluster", "/cluster"),
                Column.of("namespace", "/namespace"),
                Column.of("applied by", "/engine/title"),
                Column.of("it said", "/engine/message"),
                Column.of("commit", "/commit"),
                Column.of("parameters", "/parameters"));
    }

    @Command(name = "resize", description = "Changes an instance's plan or parameters.")
    int resize(
            @Mixin Session session,
            @Mixin Output output,
            @Mixin Parameters parameters,
            @Mixin Waiting waiting,
            @picocli.CommandLine.Parameters(paramLabel = "TENANT/NAME") String key,
            @Option(names = "--plan", paramLabel = "PLAN", description = "The new plan.") @Nullable String plan,
            @Option(names = "--wait", description = "Waits until it is ready; exits with 1 if it fails.")
                    boolean wait) {
        if (plan == null && !parameters.areGiven()) {
            throw session.usage("Nothing to change: expected --plan, --set or --file");
        }
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        if (plan != null) {
            change.put("plan", plan);
        }
        if (parameters.areGiven()) {
            change.set("parameters", parameters.read(session));
        }
        Portal portal = session.portal();
        JsonNode request = portal.change("PATCH", instance(session, key), change, Map.of());
        return Requests.accepted(session, output, wait, waiting, portal, request);
    }

    @Command(name = "delete", description = "Deletes an instance and all it holds.")
    int delete(
            @Mixin Session session,
            @Mixin Output output,
            @Mixin Waiting waiting,
            @picocli.CommandLine.Parameters(paramLabel = "TENANT/NAME") String key,
            @Option(names = "--yes", description = "Does not ask.") boolean sure,
            @Option(names = "--wait", description = "Waits until it is gone; exits with 1 if that fails.")
                    boolean wait) {
        Location instance = instance(session, key);
        if (!sure) {
            confirm(session, key);
        }
        Portal portal = session.portal();
        JsonNode request = portal.change("DELETE", instance, null, Map.of());
        return Requests.accepted(session, output, wait, waiting, portal, request);
    }

    private static void confirm(Session session, String key) {
        Console console = System.console();
        if (console == null) {
            throw session.usage("There is no terminal to ask on: add --yes to delete " + key);
        }
        String typed = console.readLine("Type %s to delete it and all it holds: ", key);
        if (!key.equals(typed)) {
            throw session.usage("Not deleted: \"" + typed + "\" is not \"" + key + "\"");
        }
    }

    private static Location instance(Session session, String key) {
        InstanceName instance = InstanceName.of(session, key);
        return Location.api("instances", instance.tenant(), instance.name());
    }
}
