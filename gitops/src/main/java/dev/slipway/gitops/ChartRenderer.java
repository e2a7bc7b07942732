package dev.slipway.gitops;

import java.util.Map;

/** Renders charts in process, without a cluster. */
public interface ChartRenderer {

    /**
     * Renders a release into the files that are committed and applied, one object each.
     *
     * @return the files by name, sorted, such as {@code service-orders-db.yaml}
     * @throws RenderException if the chart fails, or renders something that can't be applied
     */
    Map<String, String> render(Release release);
}
