package dev.slipway.policies;

import dev.slipway.policies.rules.CompiledPolicy;
import dev.slipway.policies.rules.Evaluation;
import dev.slipway.policies.rules.PolicyReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * The rules that requests and what they render to must hold to. It is given the files of the golden repository's
 * policies folder as a whole; evaluations never see half of a change.
 */
@Component
public final class Policies {

    private static final int MAX_FILE_BYTES = 64 * 1024;
    private static final int MAX_FILES = 500;

    private final PolicyReader reader = new PolicyReader(DefaultPolicies.texts());
    private volatile List<CompiledPolicy> compiled = List.of();

    /**
     * Puts these files in the place of all earlier ones. A file that holds no usable policy is left out; if an earlier
     * state of the same file was good, that stays. A policy whose file is gone is gone.
     *
     * @param files by path relative to the policies folder; those that don't end in {@code .yaml} are ignored. Bounds:
     *     64 KiB per file, 500 files
     */
    public synchronized Reloaded replace(Map<String, byte[]> files) {
        var problems = new ArrayList<Problem>();
        var next = new ArrayList<CompiledPolicy>();
        var names = new HashSet<String>();
        new TreeMap<>(files)
                .entrySet().stream()
                        .filter(file -> file.getKey().endsWith(".yaml"))
                        .limit(MAX_FILES)
                        .forEach(file -> read(file.getKey(), file.getValue(), problems)
                                .filter(policy -> isFirstOfItsName(policy, names, problems))
                                .ifPresent(next::add));
        if (files.size() > MAX_FILES) {
            problems.add(new Problem("", files.size() + " files", "at most " + MAX_FILES + " files"));
        }
        compiled = List.copyOf(next);
        compileAhead(compiled);
        return new Reloaded(policies(), problems);
    }

    /** The policies in effect, by the path of their files. */
    public List<Policy> policies() {
        return compiled.stream().map(CompiledPolicy::policy).toList();
    }

    /**
     * Asks every policy that concerns the request or one of its objects. A rule that can't be evaluated denies.
     *
     * @return the worst verdict and all findings
     * @throws IllegalArgumentException if the input is nested deeper than 64 levels
     */
    public Decision evaluate(PolicyInput input) {
        return new Evaluation(input).by(compiled);
    }

    private Optional<CompiledPolicy> read(String path, byte[] bytes, List<Problem> problems) {
        var current =
                compiled.stream().filter(policy -> policy.file().equals(path)).findFirst();
        if (bytes.length > MAX_FILE_BYTES) {
            problems.add(new Problem(path, bytes.length + " bytes", "at most " + MAX_FILE_BYTES + " bytes"));
            return current;
        }
        var yaml = new String(bytes, StandardCharsets.UTF_8);
        if (current.isPresent() && current.get().readFrom(yaml)) {
            return current;
        }
        return reader.read(path, yaml, problems).or(() -> current);
    }

    private static void compileAhead(List<CompiledPolicy> policies) {
        var thread = new Thread(() -> policies.forEach(CompiledPolicy::compile), "policies-compile");
        thread.setDaemon(true);
        thread.start();
    }

    private static boolean isFirstOfItsName(CompiledPolicy policy, HashSet<String> names, List<Problem> problems) {
        var name = policy.policy().name();
        if (names.add(name)) {
            return true;
        }
        problems.add(new Problem(policy.file() + "#/metadata/name", name, "a name no other policy has"));
        return false;
    }
}
