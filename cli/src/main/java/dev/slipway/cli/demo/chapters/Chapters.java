package dev.slipway.cli.demo.chapters;

import dev.slipway.cli.demo.story.Scene;
import dev.slipway.cli.demo.story.Step;
import java.util.List;
import java.util.stream.Stream;

/** The whole story. */
public final class Chapters {

    private Chapters() {}

    /**
     * @param scene what the steps share
     * @return every step in its order
     */
    public static List<Step> steps(Scene scene) {
        return Stream.of(
                        new StartChapter(scene),
                        new PeopleChapter(scene),
                        new OrderChapter(scene),
                        new TenantChapter(scene),
                        new DatabaseChapter(scene),
                        new ServiceChapter(scene),
                        new DriftChapter(scene),
                        new SbomChapter(scene),
                        new PushChapter(scene),
                        new CrashChapter(scene),
                        new EndChapter(scene))
                .flatMap(chapter -> chapter.steps().stream())
                .toList();
    }
}
