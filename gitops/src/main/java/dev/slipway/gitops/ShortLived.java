package dev.slipway.gitops;

import java.util.Map;

/** Objects that go by themselves once they are done, and then are not missing. */
public final class ShortLived {

    private ShortLived() {}

    /** Whether an object, declared or live, is a job with {@code spec.ttlSecondsAfterFinished}. */
    public static boolean isMeant(Map<String, Object> content) {
        return "Job".equals(content.get("kind"))
                && "batch/v1".equals(content.get("apiVersion"))
                && content.get("spec") instanceof Map<?, ?> spec
                && spec.get("ttlSecondsAfterFinished") instanceof Number;
    }
}
