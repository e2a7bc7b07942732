package dev.slipway.gitops;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML as Kubernetes reads it: version 1.1, where {@code 0644} is octal and {@code yes} is true, but a date stays text.
 * Bounded against documents that are made to explode.
 */
public final class Yaml {

    private static final int LARGEST_DOCUMENT = 3 * 1024 * 1024;
    private static final int DEEPEST = 60;
    private static final int MOST_VALUES = 100_000;

    private Yaml() {}

    /**
     * Reads one document that holds an object.
     *
     * @throws IllegalArgumentException if it is no YAML, no object, or beyond the bounds
     */
    public static Map<String, Object> read(String text) {
        List<Map<String, Object>> documents = readAll(text);
        if (documents.size() != 1) {
            throw new IllegalArgumentException("Expected one YAML document, found " + documents.size());
        }
        return documents.get(0);
    }

    /**
     * Reads all documents of a stream; empty ones are left out.
     *
     * @throws IllegalArgumentException if one is no YAML, no object, or beyond the bounds
     */
    public static List<Map<String, Object>> readAll(String text) {
        try {
            List<Map<String, Object>> documents = new ArrayList<>();
            LoaderOptions limits = limits();
            BoundedConstructor constructor = new BoundedConstructor(limits);
            for (Node root : parser(constructor, limits).composeAll(new StringReader(text))) {
                Object document = constructor.construct(root);
                if (document != null) {
                    documents.add(object(document));
                }
            }
            return documents;
        } catch (YAMLException | StackOverflowError e) {
            throw new IllegalArgumentException("Not readable as YAML: " + reason(e), e);
        }
    }

    /**
     * The same of a file's bytes.
     *
     * @throws IllegalArgumentException also if they are no UTF-8: what a letter was meant to be nobody could tell later
     */
    public static List<Map<String, Object>> readAll(byte[] file) {
        try {
            return readAll(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("Not readable as YAML: the file is not encoded as UTF-8", e);
        }
    }

    /** Writes an object as one document, block style, keys in their order. */
    public static String write(Map<String, ?> object) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setWidth(120);
        options.setSplitLines(false);
        Representer representer = new Representer(options);
        return new org.yaml.snakeyaml.Yaml(representer, options).dump(object);
    }

    private static LoaderOptions limits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(LARGEST_DOCUMENT);
        limits.setNestingDepthLimit(DEEPEST);
        limits.setMaxAliasesForCollections(50);
        limits.setAllowDuplicateKeys(false);
        return limits;
    }

    private static org.yaml.snakeyaml.Yaml parser(SafeConstructor constructor, LoaderOptions limits) {
        return new org.yaml.snakeyaml.Yaml(
                constructor, new Representer(new DumperOptions()), new DumperOptions(), limits, new DatesAreText());
    }

    private static Map<String, Object> object(Object document) {
        if (!(document instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(
                    "Expected a YAML object, found " + document.getClass().getSimpleName());
        }
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, value) -> object.put(String.valueOf(key), value));
        return object;
    }

    /** With line and column as editors count them. */
    private static String reason(Throwable cause) {
        if (cause instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            Mark at = marked.getProblemMark();
            return "line %d, column %d: %s"
                    .formatted(at.getLine() + 1, at.getColumn() + 1, firstLine(marked.getProblem()));
        }
        return cause.getMessage() == null ? "nested too deeply" : firstLine(cause.getMessage());
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    /** Counts a value as often as aliases repeat it, since whoever writes the document out again writes it as often. */
    private static final class BoundedConstructor extends SafeConstructor {
        BoundedConstructor(LoaderOptions limits) {
            super(limits);
        }

        @Nullable
        Object construct(Node root) {
            Deque<Node> open = new ArrayDeque<>(List.of(root));
            for (long counted = 1; !open.isEmpty(); ) {
                Node node = open.pop();
                counted += sizeOf(node);
                if (counted > MOST_VALUES) {
                    throw new IllegalArgumentException(
                            "The YAML document unfolds to more than %d values".formatted(MOST_VALUES));
                }
                pushChildren(node, open);
            }
            return constructDocument(root);
        }

        private static long sizeOf(Node node) {
            if (node instanceof CollectionNode<?> collection) {
                long size = collection.getValue().size();
                return node instanceof MappingNode ? 2 * size : size;
            }
            return 0;
        }

        private static void pushChildren(Node node, Deque<Node> open) {
            if (node instanceof SequenceNode sequence) {
                sequence.getValue().forEach(open::push);
            } else if (node instanceof MappingNode mapping) {
                for (NodeTuple tuple : mapping.getValue()) {
                    open.push(tuple.getKeyNode());
                    open.push(tuple.getValueNode());
                }
            }
        }
    }

    private static final class DatesAreText extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, Pattern pattern, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, pattern, first, limit);
            }
        }
    }
}
