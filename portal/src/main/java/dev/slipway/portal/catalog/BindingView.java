package dev.slipway.portal.catalog;

import dev.slipway.catalog.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instance hands to its consumers.
 *
 * @param secret the Secret's name; for an entry with {@code {instance}} in the place of the instance's name
 * @param command a line that reads the Secret with kubectl, for instances only
 */
public record BindingView(
        String name,
        String secret,
        List<String> keys,
        @Nullable String command) {

    /** What every instance of an entry will hand out. */
    static BindingView of(Entry.Binding binding) {
        return new BindingView(binding.name(), binding.secret(), binding.keys(), null);
    }

    /** What one instance hands out. */
    public static BindingView of(Entry.Binding binding, String instance, String namespace) {
        var secret = binding.secretOf(instance);
        var template = "{{range $key, $value := .data}}{{$key}}={{$value | base64decode}}{{\"\\n\"}}{{end}}";
        return new BindingView(
                binding.name(),
                secret,
                binding.keys(),
                "kubectl --namespace %s get secret %s --output go-template='%s'"
                        .formatted(namespace, secret, template));
    }
}
