package dev.slipway.cli.session;

/**
 * An instance as people name it on the command line: {@code TENANT/NAME}.
 *
 * @param tenant its tenant
 * @param name its name within the tenant
 */
public record InstanceName(String tenant, String name) {

    /**
     * @param session what a wrong name is told to
     * @param key what was typed
     * @throws picocli.CommandLine.ParameterException if it has not exactly one slash
     */
    public static InstanceName of(Session session, String key) {
        String[] parts = key.split("/", -1);
        if (parts.length != 2) {
            throw session.usage("\"" + key + "\" is no instance, expected TENANT/NAME");
        }
        return new InstanceName(parts[0], parts[1]);
    }
}
