package dev.slipway.cli.demo.story;

import java.util.List;

/** Steps that belong together. */
@FunctionalInterface
public interface Chapter {

    /** @return its steps in their order */
    List<Step> steps();
}
