package dev.slipway.portal.golden;

import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Seeds a new golden repository and loads its contents before the portal answers anybody. */
@Component
class GoldenStart implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GoldenStart.class);

    /** Before the web server and all that follows the golden repository. */
    private static final int EARLY = 0;

    private final GoldenRepository golden;
    private final GoldenSettings settings;
    private final GoldenContents contents;
    private volatile boolean running;

    GoldenStart(GoldenRepository golden, GoldenSettings settings, GoldenContents contents) {
        this.golden = golden;
        this.settings = settings;
        this.contents = contents;
    }

    @Override
    public void start() {
        running = true;
        if (settings.url() == null) {
            golden.seed(SeedFiles.all());
        } else {
            // A remote may be out of reach for long, and what is known of it is enough to begin with.
            var seeding = new Thread(this::seedRemote, "golden-seed");
            seeding.setDaemon(true);
            seeding.start();
        }
        contents.load(golden.head());
    }

    private void seedRemote() {
        try {
            golden.seed(SeedFiles.all());
        } catch (RuntimeException e) {
            log.error("The golden repository could not be looked at; the next poll tries again", e);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return EARLY;
    }
}
